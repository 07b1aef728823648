/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What finance and stock ask about a bundle: split, tax, returns, cheaper ways, stock, checks.
 *
 * Two questions are asked aside: the sheet, which answers in milliseconds and follows every step of
 * the price, and the trial on simulated shoppers, which waits until the price rests. Old figures
 * stay until new ones are there; those of another bundle are dimmed meanwhile. */
#include "config.h"

#include "ui/bundles/pnr-bundle-sheet-private.h"

#include "base/pnr-money.h"
#include "base/pnr-report.h"
#include "plan/pnr-plan-sheet.h"
#include "ui/bundles/pnr-bundle-inputs.h"
#include "ui/pnr-frame-queue.h"
#include "ui/pnr-side-scroller.h"
#include "ui/pnr-unfold.h"
#include "ui/pnr-wheel.h"

#include <glib/gi18n.h>

#define TRIAL_REST_MS 400
#define DIMMED 0.45

G_DEFINE_FINAL_TYPE (PnrBundleSheet, pnr_bundle_sheet, ADW_TYPE_BIN)

static void pnr_bundle_sheet_ask (PnrBundleSheet *self);

static PnrPlan *
pnr_bundle_sheet_get_plan (PnrBundleSheet *self)
{
  return pnr_session_get_plan (self->session);
}

gint64
pnr_bundle_sheet_get_minor (PnrBundleSheet *self, GVariant *report, const char *key)
{
  g_autofree char *text = pnr_report_dup_text (report, key);
  gint64 minor;

  if (text == NULL
      || !pnr_money_parse (text, pnr_plan_get_currency (pnr_bundle_sheet_get_plan (self)), '.',
                           &minor))
    return PNR_MONEY_UNKNOWN;
  return minor;
}

char *
pnr_bundle_sheet_dup_money (PnrBundleSheet *self, GVariant *report, const char *key)
{
  return pnr_session_format_money (self->session, pnr_bundle_sheet_get_minor (self, report, key));
}

/* A product's name, or else a bundle's, or else what was asked for. */
char *
pnr_bundle_sheet_dup_name (PnrBundleSheet *self, const char *sku)
{
  PnrPlan *plan = pnr_bundle_sheet_get_plan (self);
  GListModel *bundles = G_LIST_MODEL (pnr_plan_get_bundles (plan));

  for (guint i = 0; i < pnr_bundle_get_n_components (self->bundle); i++) {
    PnrProduct *product = pnr_session_find_product (
        self->session, pnr_bundle_get_component (self->bundle, i)->product_id);

    if (product != NULL && g_strcmp0 (pnr_product_get_sku (product), sku) == 0)
      return g_strdup (pnr_product_get_title (product));
  }
  for (guint i = 0; i < g_list_model_get_n_items (bundles); i++) {
    g_autoptr (PnrBundle) bundle = g_list_model_get_item (bundles, i);

    if (g_strcmp0 (pnr_bundle_get_sku (bundle), sku) == 0)
      return g_strdup (pnr_bundle_get_name (bundle));
  }
  return g_strdup (sku);
}

static void
pnr_bundle_sheet_fill_section (PnrBundleSheet *self)
{
  static void (*const fills[]) (PnrBundleSheet *) = {
    pnr_bundle_sheet_fill_split, pnr_bundle_sheet_fill_returns, pnr_bundle_sheet_fill_deal,
    pnr_bundle_sheet_fill_stock, pnr_bundle_sheet_fill_checks,
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (fills) == PNR_BUNDLE_SHEET_N_SECTIONS);
  fills[self->next_section](self);
  self->next_section = (self->next_section + 1) % PNR_BUNDLE_SHEET_N_SECTIONS;
  if (--self->n_stale == 0)
    self->is_filled = TRUE;
  if (self->is_filled)
    gtk_widget_set_opacity (self->sheet_box, 1.0);
}

static void
fill_piece (GtkWidget *widget)
{
  PnrBundleSheet *self = PNR_BUNDLE_SHEET (widget);

  if (self->stack == NULL || self->n_stale == 0)
    return;
  pnr_bundle_sheet_fill_section (self);
  if (self->n_stale > 0)
    pnr_frame_queue_add (widget, fill_piece);
}

/* Under a moving price a report is there with every frame: whose turn it is goes on, or only the
 * first section would follow. */
static void
pnr_bundle_sheet_fill (PnrBundleSheet *self, gboolean has_rows)
{
  gtk_stack_set_visible_child_name (self->stack, "sheet");
  if (!has_rows || !self->is_filled) {
    self->is_filled = FALSE;
    self->next_section = 0;
  }
  self->n_stale = PNR_BUNDLE_SHEET_N_SECTIONS;
  pnr_frame_queue_add (GTK_WIDGET (self), fill_piece);
}

/* (nullable): why there is no sheet, and what to do about it. */
static char *
pnr_bundle_sheet_dup_obstacle (PnrBundleSheet *self)
{
  if (pnr_bundle_get_n_components (self->wanted) == 0)
    return g_strdup (_ ("Add products to the bundle to see how its price is split, what returns "
                        "and stock allow, and whether it is the best deal."));
  for (guint i = 0; i < pnr_bundle_get_n_components (self->wanted); i++) {
    gint64 id = pnr_bundle_get_component (self->wanted, i)->product_id;
    PnrProduct *product = pnr_session_find_product (self->session, id);

    if (product == NULL || pnr_product_get_price_minor (product) == PNR_MONEY_UNKNOWN) {
      g_autofree char *title = pnr_session_dup_product_title (self->session, id);

      return g_strdup_printf (_ ("The price of “%s” is unknown, so the bundle's cannot be split. "
                                 "Type it in the catalogue or import it."),
                              title);
    }
  }
  return NULL;
}

static void
pnr_bundle_sheet_show_obstacle (PnrBundleSheet *self, const char *sentence)
{
  gtk_label_set_label (self->obstacle_label, sentence);
  gtk_stack_set_visible_child_name (self->stack, "obstacle");
}

static void
pnr_bundle_sheet_take_report (PnrBundleSheet *self, PnrBundle *bundle, GVariant *report)
{
  gboolean has_rows =
      self->bundle != NULL && pnr_bundle_get_id (self->bundle) == pnr_bundle_get_id (bundle)
      && pnr_bundle_get_n_components (self->bundle) == pnr_bundle_get_n_components (bundle);

  g_set_object (&self->bundle, bundle);
  g_clear_pointer (&self->report, g_variant_unref);
  self->report = g_variant_ref (report);
  pnr_plan_price_bundle (pnr_bundle_sheet_get_plan (self), bundle, &self->pricing);
  pnr_bundle_sheet_fill (self, has_rows);
}

typedef struct {
  PnrBundleSheet *sheet;
  PnrBundle *bundle;
} Asked;

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->sheet);
  g_object_unref (asked->bundle);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static Asked *
asked_new (PnrBundleSheet *self)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->sheet = g_object_ref (self);
  asked->bundle = pnr_bundle_copy (self->wanted);
  return asked;
}

static gboolean
pnr_bundle_sheet_is_still_wanted (PnrBundleSheet *self, PnrBundle *bundle)
{
  return self->wanted != NULL && pnr_bundle_get_id (self->wanted) == pnr_bundle_get_id (bundle);
}

static void
report_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  PnrBundleSheet *self = asked->sheet;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) report = pnr_plan_report_sheet_finish (PNR_PLAN (source), result, &error);

  g_clear_object (&self->report_progress);
  if (self->stack == NULL)
    return;
  if (report != NULL && pnr_bundle_sheet_is_still_wanted (self, asked->bundle))
    pnr_bundle_sheet_take_report (self, asked->bundle, report);
  else if (report == NULL && !self->is_asked_again)
    pnr_bundle_sheet_show_obstacle (self, error->message);
  if (self->is_asked_again)
    pnr_bundle_sheet_ask (self);
}

/* One question at a time: while a search runs for a bundle that has changed since, it is stopped,
 * and the newest state is asked about when it has. */
static void
pnr_bundle_sheet_ask (PnrBundleSheet *self)
{
  PnrSheetSplit split = gtk_drop_down_get_selected (self->mode_drop_down);
  g_autofree char *obstacle = NULL;

  self->is_asked_again = self->report_progress != NULL;
  if (self->is_asked_again) {
    pnr_progress_cancel (self->report_progress);
    return;
  }
  obstacle = pnr_bundle_sheet_dup_obstacle (self);
  if (obstacle != NULL) {
    pnr_bundle_sheet_show_obstacle (self, obstacle);
    return;
  }
  if (self->bundle != NULL && pnr_bundle_get_id (self->bundle) != pnr_bundle_get_id (self->wanted))
    gtk_widget_set_opacity (self->sheet_box, DIMMED);
  self->report_progress = pnr_progress_new ();
  pnr_plan_report_sheet_async (pnr_bundle_sheet_get_plan (self), self->wanted, split,
                               self->report_progress, report_done_cb, asked_new (self));
}

/* All that a trial depends on, the price as well. */
static char *
pnr_bundle_sheet_dup_trial_inputs (PnrBundleSheet *self)
{
  g_autofree char *inputs = pnr_bundle_inputs_dup (self->session, self->wanted);
  g_autofree char *price = pnr_bundle_inputs_dup_price (self->wanted);

  return g_strdup_printf ("%" G_GINT64_FORMAT " %s %s", pnr_bundle_get_id (self->wanted), price,
                          inputs);
}

static void
checks_piece (GtkWidget *widget)
{
  PnrBundleSheet *self = PNR_BUNDLE_SHEET (widget);

  if (self->stack != NULL && self->is_filled)
    pnr_bundle_sheet_fill_checks (self);
}

static void
trial_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  PnrBundleSheet *self = asked->sheet;
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrPlanTrial) trial = pnr_plan_try_bundle_finish (PNR_PLAN (source), result, &error);
  gboolean is_withdrawn = pnr_progress_is_cancelled (self->trial_progress);

  g_clear_object (&self->trial_progress);
  if (self->stack == NULL)
    return;
  /* What came to rest meanwhile is waiting for its turn. */
  if (is_withdrawn && self->trial_id == 0) {
    g_clear_pointer (&self->tried_inputs, g_free);
    pnr_bundle_sheet_show_bundle (self, self->wanted);
  }
  if (is_withdrawn)
    return;
  g_clear_pointer (&self->trial, pnr_plan_trial_free);
  g_clear_pointer (&self->trial_failure, g_free);
  self->trial = g_steal_pointer (&trial);
  if (error != NULL)
    self->trial_failure = g_strdup (error->message);
  if (self->is_filled && pnr_bundle_sheet_is_still_wanted (self, self->bundle))
    pnr_frame_queue_add (GTK_WIDGET (self), checks_piece);
}

static gboolean
try_cb (gpointer user_data)
{
  PnrBundleSheet *self = user_data;
  g_autofree char *obstacle = pnr_bundle_sheet_dup_obstacle (self);

  self->trial_id = 0;
  if (obstacle != NULL || self->trial_progress != NULL)
    return G_SOURCE_REMOVE;
  self->trial_progress = pnr_progress_new ();
  pnr_plan_try_bundle_async (pnr_bundle_sheet_get_plan (self), self->wanted, self->trial_progress,
                             trial_done_cb, asked_new (self));
  return G_SOURCE_REMOVE;
}

/* Figures of another bundle's trial are shown no more; those of this one stay until new ones are
 * there. What is being tried is stopped. */
static void
pnr_bundle_sheet_plan_trial (PnrBundleSheet *self)
{
  g_autofree char *inputs = pnr_bundle_sheet_dup_trial_inputs (self);

  if (g_strcmp0 (inputs, self->tried_inputs) == 0)
    return;
  if (self->tried_id != pnr_bundle_get_id (self->wanted)) {
    g_clear_pointer (&self->trial, pnr_plan_trial_free);
    g_clear_pointer (&self->trial_failure, g_free);
  }
  self->tried_id = pnr_bundle_get_id (self->wanted);
  g_free (self->tried_inputs);
  self->tried_inputs = g_steal_pointer (&inputs);
  if (self->trial_progress != NULL)
    pnr_progress_cancel (self->trial_progress);
  g_clear_handle_id (&self->trial_id, g_source_remove);
  self->trial_id = g_timeout_add (TRIAL_REST_MS, try_cb, self);
}

static void
pnr_bundle_sheet_refresh (PnrBundleSheet *self)
{
  if (self->stack == NULL || self->wanted == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  pnr_bundle_sheet_plan_trial (self);
  pnr_bundle_sheet_ask (self);
}

static void
mode_chosen_cb (PnrBundleSheet *self)
{
  if (self->session != NULL)
    pnr_bundle_sheet_refresh (self);
}

/* Nobody waits for the figures of a page that is not seen. */
static void
pnr_bundle_sheet_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (pnr_bundle_sheet_parent_class)->map (widget);

  pnr_bundle_sheet_refresh (PNR_BUNDLE_SHEET (widget));
}

static void
pnr_bundle_sheet_stop (PnrBundleSheet *self)
{
  g_clear_handle_id (&self->trial_id, g_source_remove);
  if (self->report_progress != NULL)
    pnr_progress_cancel (self->report_progress);
  if (self->trial_progress != NULL)
    pnr_progress_cancel (self->trial_progress);
}

static void
pnr_bundle_sheet_dispose (GObject *object)
{
  PnrBundleSheet *self = PNR_BUNDLE_SHEET (object);
  GtkSizeGroup **groups[] = { self->split_columns, self->returns_columns, self->deal_columns,
                              self->stock_columns, self->check_columns };

  pnr_bundle_sheet_stop (self);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_BUNDLE_SHEET);
  self->stack = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    for (guint j = 0; j < PNR_SHEET_ROW_N_CELLS; j++)
      g_clear_object (&groups[i][j]);
  g_clear_object (&self->wanted);
  g_clear_object (&self->bundle);
  g_clear_pointer (&self->report, g_variant_unref);
  g_clear_pointer (&self->trial, pnr_plan_trial_free);
  g_clear_pointer (&self->trial_failure, g_free);
  g_clear_pointer (&self->tried_inputs, g_free);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (pnr_bundle_sheet_parent_class)->dispose (object);
}

static void
pnr_bundle_sheet_class_init (PnrBundleSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_bundle_sheet_dispose;
  widget_class->map = pnr_bundle_sheet_map;

  g_type_ensure (PNR_TYPE_SIDE_SCROLLER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/bundles/pnr-bundle-sheet.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrBundleSheet, stack);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleSheet, sheet_box);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleSheet, obstacle_label);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleSheet, mode_drop_down);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleSheet, split_list);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleSheet, tax_label);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleSheet, reference_label);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleSheet, returns_list);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleSheet, returns_hint);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleSheet, deal_list);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleSheet, stock_list);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleSheet, check_list);
  gtk_widget_class_bind_template_callback (widget_class, mode_chosen_cb);
}

static void
pnr_bundle_sheet_init (PnrBundleSheet *self)
{
  GtkSizeGroup **groups[] = { self->split_columns, self->returns_columns, self->deal_columns,
                              self->stock_columns, self->check_columns };

  gtk_widget_init_template (GTK_WIDGET (self));
  pnr_unfold_rows (self->sheet_box);
  pnr_wheel_leave (GTK_WIDGET (self));
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    for (guint j = 0; j < PNR_SHEET_ROW_N_CELLS; j++)
      groups[i][j] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
}

void
pnr_bundle_sheet_set_session (PnrBundleSheet *self, PnrSession *session)
{
  PnrPlan *plan = pnr_session_get_plan (session);

  g_return_if_fail (PNR_IS_BUNDLE_SHEET (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  /* Other bundles and assumptions count, too. */
  g_signal_connect_object (plan, "notify::newest-action", G_CALLBACK (pnr_bundle_sheet_refresh),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (plan, "notify::n-orders", G_CALLBACK (pnr_bundle_sheet_refresh), self,
                           G_CONNECT_SWAPPED);
}

/**
 * pnr_bundle_sheet_show_bundle:
 * @self: a sheet with a session
 * @bundle: a bundle, as it is being edited
 *
 * To be called again whenever the bundle or the products in it have changed.
 */
void
pnr_bundle_sheet_show_bundle (PnrBundleSheet *self, PnrBundle *bundle)
{
  g_return_if_fail (PNR_IS_BUNDLE_SHEET (self));

  g_set_object (&self->wanted, bundle);
  pnr_bundle_sheet_refresh (self);
}
