/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A closer look at a scenario, taken when its section is opened: a chart or a table. */
#include "config.h"

#include "ui/scenarios/pnr-study-section.h"

#include "drawing/pnr-tornado-chart.h"
#include "ui/charts/pnr-chart-view.h"
#include "ui/pnr-job-view.h"
#include "ui/scenarios/pnr-replay-table.h"

#include <glib/gi18n.h>

/* Enough of a hash to tell two data sets apart by eye. */
#define SHOWN_HASH 12

struct _PnrStudySection {
  AdwBin parent_instance;

  GtkExpander *expander;
  GtkLabel *title_label;
  GtkLabel *subtitle_label;
  GtkStack *stack;
  PnrJobView *job_view;
  GtkLabel *failure_label;
  PnrChartView *chart_view;
  PnrReplayTable *replay_table;

  char *study;
  PnrPlan *plan;
  PnrScenario *scenario;
  guint n_asked; /* the order whose answer is awaited */
  gboolean is_asked;
};

enum {
  PROP_0,
  PROP_STUDY,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_CHART_HEIGHT,
  N_PROPS
};

enum {
  FAILED,
  ASSUMPTION_WANTED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrStudySection, pnr_study_section, ADW_TYPE_BIN)

typedef struct {
  PnrStudySection *section;
  guint number;
} PnrStudyOrder;

static void
pnr_study_order_free (PnrStudyOrder *order)
{
  g_object_unref (order->section);
  g_free (order);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrStudyOrder, pnr_study_order_free)

static void
pnr_study_section_show (PnrStudySection *self, PnrStudy *study)
{
  g_autoptr (PnrChart) chart = NULL;
  g_autofree char *stamp = g_strdup_printf ("Pannier %s · %.*s", PNR_VERSION, SHOWN_HASH,
                                            study->inputs_hash != NULL ? study->inputs_hash : "");

  if (study->kind == PNR_STUDY_REPLAY) {
    pnr_replay_table_show (self->replay_table, study->replay, stamp);
    gtk_stack_set_visible_child_name (self->stack, "table");
    return;
  }
  chart = pnr_study_new_chart (study);
  pnr_chart_view_set_chart (self->chart_view, chart);
  pnr_chart_view_set_stamp (self->chart_view, stamp);
  gtk_stack_set_visible_child_name (self->stack, "chart");
}

static void
studied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PnrStudyOrder) order = user_data;
  PnrStudySection *self = order->section;
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrStudy) study = pnr_plan_study_finish (PNR_PLAN (source), result, &error);

  if (self->stack == NULL || order->number != self->n_asked)
    return;
  pnr_job_view_stop (self->job_view);
  if (study != NULL) {
    pnr_study_section_show (self, study);
  } else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    self->is_asked = FALSE;
    gtk_expander_set_expanded (self->expander, FALSE);
  } else {
    gtk_label_set_label (self->failure_label, error->message);
    gtk_stack_set_visible_child_name (self->stack, "failure");
  }
}

/* What nobody looks at is not calculated. */
static void
pnr_study_section_ask (PnrStudySection *self)
{
  PnrSimulationSettings settings = PNR_SIMULATION_SETTINGS_INIT;
  PnrStudyOrder *order;
  PnrProgress *progress;
  PnrStudyKind kind;

  if (self->is_asked || self->scenario == NULL || !gtk_expander_get_expanded (self->expander)
      || !pnr_study_kind_from_word (self->study, &kind))
    return;
  self->is_asked = TRUE;
  order = g_new0 (PnrStudyOrder, 1);
  order->section = g_object_ref (self);
  order->number = ++self->n_asked;
  progress = pnr_job_view_start (self->job_view, gtk_label_get_label (self->title_label));
  gtk_stack_set_visible_child_name (self->stack, "job");
  pnr_plan_study_async (self->plan, kind, self->scenario, &settings, progress, studied_cb, order);
}

static void
expanded_cb (PnrStudySection *self)
{
  pnr_study_section_ask (self);
}

static void
chart_failed_cb (PnrStudySection *self, const char *sentence)
{
  g_signal_emit (self, signals[FAILED], 0, sentence);
}

static void
point_activated_cb (PnrStudySection *self, guint point)
{
  PnrChart *chart = pnr_chart_view_get_chart (self->chart_view);
  const char *name = PNR_IS_TORNADO_CHART (chart)
                         ? pnr_tornado_chart_get_assumption (PNR_TORNADO_CHART (chart), point)
                         : NULL;

  if (name != NULL)
    g_signal_emit (self, signals[ASSUMPTION_WANTED], 0, name);
}

static void
pnr_study_section_dispose (GObject *object)
{
  PnrStudySection *self = PNR_STUDY_SECTION (object);

  if (self->job_view != NULL)
    pnr_job_view_cancel (self->job_view);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_STUDY_SECTION);
  self->stack = NULL;
  self->job_view = NULL;
  g_clear_object (&self->scenario);
  g_clear_object (&self->plan);
  g_clear_pointer (&self->study, g_free);

  G_OBJECT_CLASS (pnr_study_section_parent_class)->dispose (object);
}

static void
pnr_study_section_set_property (GObject *object, guint prop_id, const GValue *value,
                                GParamSpec *pspec)
{
  PnrStudySection *self = PNR_STUDY_SECTION (object);

  switch (prop_id) {
  case PROP_STUDY:
    g_free (self->study);
    self->study = g_value_dup_string (value);
    break;
  case PROP_TITLE:
    gtk_label_set_label (self->title_label, g_value_get_string (value));
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    g_value_get_string (value), -1);
    break;
  case PROP_SUBTITLE:
    gtk_label_set_label (self->subtitle_label, g_value_get_string (value));
    break;
  case PROP_CHART_HEIGHT:
    gtk_widget_set_size_request (GTK_WIDGET (self->chart_view), -1, g_value_get_int (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_study_section_class_init (PnrStudySectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pnr_study_section_dispose;
  object_class->set_property = pnr_study_section_set_property;

  properties[PROP_STUDY] =
      g_param_spec_string ("study", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SUBTITLE] =
      g_param_spec_string ("subtitle", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CHART_HEIGHT] = g_param_spec_int ("chart-height", NULL, NULL, -1, G_MAXINT, -1,
                                                    G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[FAILED] = g_signal_new ("failed", PNR_TYPE_STUDY_SECTION, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[ASSUMPTION_WANTED] =
      g_signal_new ("assumption-wanted", PNR_TYPE_STUDY_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (PNR_TYPE_CHART_VIEW);
  g_type_ensure (PNR_TYPE_JOB_VIEW);
  g_type_ensure (PNR_TYPE_REPLAY_TABLE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/scenarios/pnr-study-section.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrStudySection, expander);
  gtk_widget_class_bind_template_child (widget_class, PnrStudySection, title_label);
  gtk_widget_class_bind_template_child (widget_class, PnrStudySection, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, PnrStudySection, stack);
  gtk_widget_class_bind_template_child (widget_class, PnrStudySection, job_view);
  gtk_widget_class_bind_template_child (widget_class, PnrStudySection, failure_label);
  gtk_widget_class_bind_template_child (widget_class, PnrStudySection, chart_view);
  gtk_widget_class_bind_template_child (widget_class, PnrStudySection, replay_table);
  gtk_widget_class_bind_template_callback (widget_class, expanded_cb);
  gtk_widget_class_bind_template_callback (widget_class, chart_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, point_activated_cb);
}

static void
pnr_study_section_init (PnrStudySection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pnr_study_section_set_scenario:
 * @self: a section
 * @plan: a plan
 * @scenario: one of its scenarios, as it shall be looked at
 *
 * What was found before is forgotten; an open section looks again at once.
 */
void
pnr_study_section_set_scenario (PnrStudySection *self, PnrPlan *plan, PnrScenario *scenario)
{
  g_return_if_fail (PNR_IS_STUDY_SECTION (self));

  pnr_job_view_cancel (self->job_view);
  g_set_object (&self->plan, plan);
  g_clear_object (&self->scenario);
  self->scenario = pnr_scenario_copy (scenario);
  self->is_asked = FALSE;
  self->n_asked++;
  pnr_study_section_ask (self);
}
