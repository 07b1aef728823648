/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One scenario in the list: its name and what it sets. */
#include "config.h"

#include "ui/scenarios/pnr-scenario-row.h"

#include "model/pnr-objective.h"

#include <glib/gi18n.h>

struct _PnrScenarioRow {
  GtkListBoxRow parent_instance;

  GtkLabel *name_label;
  GtkLabel *detail_label;

  PnrScenario *scenario;
};

G_DEFINE_FINAL_TYPE (PnrScenarioRow, pnr_scenario_row, GTK_TYPE_LIST_BOX_ROW)

static void
pnr_scenario_row_dispose (GObject *object)
{
  g_clear_object (&PNR_SCENARIO_ROW (object)->scenario);
  gtk_widget_dispose_template (GTK_WIDGET (object), PNR_TYPE_SCENARIO_ROW);

  G_OBJECT_CLASS (pnr_scenario_row_parent_class)->dispose (object);
}

static void
pnr_scenario_row_class_init (PnrScenarioRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_scenario_row_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/scenarios/pnr-scenario-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioRow, detail_label);
}

static void
pnr_scenario_row_init (PnrScenarioRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pnr_scenario_row_new (PnrScenario *scenario)
{
  PnrScenarioRow *self = g_object_new (PNR_TYPE_SCENARIO_ROW, NULL);
  guint n_bundles = pnr_scenario_get_n_bundles (scenario);
  /* The objective is kept among them, but it is no number that anybody doubts. */
  guint n_assumptions =
      pnr_scenario_get_assumptions (scenario)->len
      - (pnr_scenario_find_assumption (scenario, PNR_OBJECTIVE_ASSUMPTION) != NULL);
  g_autofree char *bundles =
      g_strdup_printf (ngettext ("%u bundle", "%u bundles", n_bundles), n_bundles);
  g_autofree char *assumptions = g_strdup_printf (
      ngettext ("%u own assumption", "%u own assumptions", n_assumptions), n_assumptions);
  g_autofree char *detail = g_strdup_printf ("%s, %s", bundles, assumptions);

  self->scenario = g_object_ref (scenario);
  gtk_label_set_label (self->name_label, pnr_scenario_get_name (scenario));
  gtk_label_set_label (self->detail_label, detail);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  pnr_scenario_get_name (scenario),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, detail, -1);
  return GTK_WIDGET (self);
}

PnrScenario *
pnr_scenario_row_get_scenario (PnrScenarioRow *self)
{
  g_return_val_if_fail (PNR_IS_SCENARIO_ROW (self), NULL);

  return self->scenario;
}
