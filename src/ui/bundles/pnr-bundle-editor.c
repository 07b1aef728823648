/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything about one bundle: parts, price rule, what it earns, and the search for a price. */
#include "config.h"

#include "ui/bundles/pnr-bundle-editor.h"

#include "drawing/pnr-price-chart.h"
#include "plan/pnr-plan-jobs.h"
#include "ui/bundles/pnr-component-row.h"
#include "ui/charts/pnr-chart-view.h"
#include "ui/pnr-job-view.h"
#include "ui/pnr-lineage-view.h"
#include "ui/pnr-product-picker.h"
#include "ui/pnr-wording.h"

#include <glib/gi18n.h>
#include <math.h>

/* Typing settles before it becomes an action of its own. */
#define SETTLE_MS 700
#define PERCENT_DIGITS 4
#define MILLION 1000000

struct _PnrBundleEditor {
  AdwBin parent_instance;

  GtkEntry *name_entry;
  GtkEntry *sku_entry;
  GtkDropDown *kind_drop_down;
  GtkListBox *component_list;
  GtkWidget *component_placeholder;
  PnrProductPicker *picker;
  GtkDropDown *mode_drop_down;
  GtkEntry *value_entry;
  GtkLabel *value_unit;
  GtkLabel *value_problem;
  GtkLabel *sum_label;
  GtkLabel *price_label;
  GtkLabel *saving_label;
  GtkLabel *cost_label;
  GtkLabel *margin_label;
  GtkBox *warning_box;
  GtkStack *price_stack;
  PnrJobView *job_view;
  PnrChartView *chart_view;
  GtkLabel *band_label;
  GtkButton *apply_button;
  GtkLabel *failure_label;
  PnrLineageView *lineage_view;

  PnrSession *session;
  PnrBundle *bundle; /* the plan's */
  PnrPriceCurve *curve;
  gint64 curve_id;
  guint settle_id;
  gboolean is_showing;
};

G_DEFINE_FINAL_TYPE (PnrBundleEditor, pnr_bundle_editor, ADW_TYPE_BIN)

static PnrNounList *
pnr_bundle_editor_get_products (PnrBundleEditor *self)
{
  return pnr_plan_get_products (pnr_session_get_plan (self->session));
}

static const char *
pnr_bundle_editor_get_currency (PnrBundleEditor *self)
{
  return pnr_plan_get_currency (pnr_session_get_plan (self->session));
}

static char *
pnr_bundle_editor_dup_value_text (PnrBundleEditor *self, PnrBundle *bundle)
{
  gint64 value = pnr_bundle_get_price_value (bundle);

  if (pnr_bundle_get_price_mode (bundle) == PNR_PRICE_MODE_PERCENT_OFF)
    return g_strdup_printf ("%.4g", (double) value / (MILLION / 100));
  return pnr_wording_dup_plain_money (value, pnr_bundle_editor_get_currency (self));
}

static gboolean
pnr_bundle_editor_read_value (PnrBundleEditor *self, PnrPriceMode mode, gint64 *value)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->value_entry));

  if (mode == PNR_PRICE_MODE_PERCENT_OFF)
    return pnr_wording_read_scaled (text, PERCENT_DIGITS, value) && *value >= 0
           && *value <= MILLION;
  return pnr_wording_read_money (text, pnr_bundle_editor_get_currency (self), value) && *value >= 0;
}

/* What stands in the widgets, as a bundle of its own. */
static PnrBundle *
pnr_bundle_editor_dup_typed (PnrBundleEditor *self)
{
  PnrBundle *typed = pnr_bundle_copy (self->bundle);
  PnrPriceMode mode = gtk_drop_down_get_selected (self->mode_drop_down);
  gint64 value;

  pnr_bundle_set_name (typed, gtk_editable_get_text (GTK_EDITABLE (self->name_entry)));
  if (gtk_editable_get_text (GTK_EDITABLE (self->sku_entry))[0] != '\0')
    pnr_bundle_set_sku (typed, gtk_editable_get_text (GTK_EDITABLE (self->sku_entry)));
  pnr_bundle_set_kind (typed, gtk_drop_down_get_selected (self->kind_drop_down));
  if (pnr_bundle_editor_read_value (self, mode, &value)) {
    pnr_bundle_set_price_mode (typed, mode);
    pnr_bundle_set_price_value (typed, value);
  }
  return typed;
}

static void
set_money (PnrBundleEditor *self, GtkLabel *label, gint64 minor)
{
  g_autofree char *text = pnr_session_format_money (self->session, minor);

  gtk_label_set_label (label, text);
}

/* An amount and what share of @whole it is. */
static void
set_money_and_share (PnrBundleEditor *self, GtkLabel *label, gint64 minor, gint64 whole)
{
  g_autofree char *amount = pnr_session_format_money (self->session, minor);
  g_autofree char *share = NULL;
  g_autofree char *text = NULL;

  if (minor == PNR_MONEY_UNKNOWN || whole == PNR_MONEY_UNKNOWN || whole == 0) {
    gtk_label_set_label (label, amount);
    return;
  }
  share = pnr_wording_dup_share ((double) minor / (double) whole, 1);
  text = g_strdup_printf ("%s · %s", amount, share);
  gtk_label_set_label (label, text);
}

static gint64
difference (gint64 a, gint64 b)
{
  return a == PNR_MONEY_UNKNOWN || b == PNR_MONEY_UNKNOWN ? PNR_MONEY_UNKNOWN : a - b;
}

static void
pnr_bundle_editor_warn (PnrBundleEditor *self, const char *sentence)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *label = gtk_label_new (sentence);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (row, "warning-row");
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (self->warning_box, row);
}

static gint64
pnr_bundle_editor_find_dearest (PnrBundleEditor *self, PnrBundle *bundle)
{
  gint64 dearest = 0;

  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    PnrProduct *product =
        pnr_session_find_product (self->session, pnr_bundle_get_component (bundle, i)->product_id);

    if (product != NULL)
      dearest = MAX (dearest, pnr_product_get_price_minor (product));
  }
  return dearest;
}

static void
pnr_bundle_editor_warn_of_price (PnrBundleEditor *self, PnrBundle *bundle, gint64 sum, gint64 price,
                                 gint64 cost)
{
  if (cost != PNR_MONEY_UNKNOWN && price < cost)
    pnr_bundle_editor_warn (self, _ ("The price is below what the parts cost: every sale loses "
                                     "money. Raise the price or take a part out."));
  if (sum != PNR_MONEY_UNKNOWN && price > sum)
    pnr_bundle_editor_warn (self, _ ("The bundle is dearer than its parts bought singly, so "
                                     "nobody has a reason to take it."));
  if (pnr_bundle_get_n_components (bundle) > 1
      && price < pnr_bundle_editor_find_dearest (self, bundle))
    pnr_bundle_editor_warn (self, _ ("The bundle is cheaper than its dearest part alone. Who wants "
                                     "only that part will take the bundle."));
}

static void
pnr_bundle_editor_show_warnings (PnrBundleEditor *self, PnrBundle *bundle, gint64 sum, gint64 price,
                                 gint64 cost)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->warning_box))) != NULL)
    gtk_box_remove (self->warning_box, child);
  if (pnr_bundle_get_n_components (bundle) < 2)
    pnr_bundle_editor_warn (self, _ ("A bundle needs at least two products."));
  if (sum == PNR_MONEY_UNKNOWN)
    pnr_bundle_editor_warn (self, _ ("The price of a part is unknown. Set it in the catalogue."));
  else if (cost == PNR_MONEY_UNKNOWN)
    pnr_bundle_editor_warn (
        self, _ ("The cost of a part is unknown, so the margin is too. Set it in the catalogue."));
  if (price != PNR_MONEY_UNKNOWN)
    pnr_bundle_editor_warn_of_price (self, bundle, sum, price, cost);
  gtk_widget_set_visible (GTK_WIDGET (self->warning_box),
                          gtk_widget_get_first_child (GTK_WIDGET (self->warning_box)) != NULL);
}

static void
pnr_bundle_editor_show_figures (PnrBundleEditor *self, PnrBundle *bundle)
{
  PnrNounList *products = pnr_bundle_editor_get_products (self);
  gint64 sum = pnr_bundle_get_sum_minor (bundle, products);
  gint64 price = pnr_bundle_get_price_minor (bundle, products);
  gint64 cost = pnr_bundle_get_cost_minor (bundle, products);

  set_money (self, self->sum_label, sum);
  set_money (self, self->price_label, price);
  set_money_and_share (self, self->saving_label, difference (sum, price), sum);
  set_money (self, self->cost_label, cost);
  set_money_and_share (self, self->margin_label, difference (price, cost), price);
  pnr_bundle_editor_show_warnings (self, bundle, sum, price, cost);
}

static void
pnr_bundle_editor_commit (PnrBundleEditor *self, PnrBundle *changed, const char *name_format,
                          const char *sentence)
{
  g_autoptr (PnrEdit) edit = NULL;
  GString *name = g_string_new (name_format);

  g_string_replace (name, "%s", pnr_bundle_get_name (changed), 1);
  edit = pnr_edit_new (name->str);
  pnr_edit_put (edit, changed);
  pnr_session_commit (self->session, edit, sentence);
  g_string_free (name, TRUE);
}

static gboolean
pnr_bundle_editor_is_same (PnrBundle *a, PnrBundle *b)
{
  return g_strcmp0 (pnr_bundle_get_name (a), pnr_bundle_get_name (b)) == 0
         && g_strcmp0 (pnr_bundle_get_sku (a), pnr_bundle_get_sku (b)) == 0
         && pnr_bundle_get_kind (a) == pnr_bundle_get_kind (b)
         && pnr_bundle_get_price_mode (a) == pnr_bundle_get_price_mode (b)
         && pnr_bundle_get_price_value (a) == pnr_bundle_get_price_value (b);
}

/* Turns what was typed since the last time into one action. */
static void
pnr_bundle_editor_settle (PnrBundleEditor *self)
{
  g_autoptr (PnrBundle) typed = NULL;

  g_clear_handle_id (&self->settle_id, g_source_remove);
  if (self->bundle == NULL)
    return;
  typed = pnr_bundle_editor_dup_typed (self);
  if (!pnr_bundle_editor_is_same (typed, self->bundle))
    pnr_bundle_editor_commit (self, typed, _ ("Change bundle “%s”"), NULL);
}

static gboolean
settle_cb (gpointer user_data)
{
  PnrBundleEditor *self = user_data;

  self->settle_id = 0;
  pnr_bundle_editor_settle (self);
  return G_SOURCE_REMOVE;
}

static void
pnr_bundle_editor_show_value_problem (PnrBundleEditor *self)
{
  PnrPriceMode mode = gtk_drop_down_get_selected (self->mode_drop_down);
  gint64 value;
  gboolean is_good = pnr_bundle_editor_read_value (self, mode, &value);

  gtk_widget_set_visible (GTK_WIDGET (self->value_problem), !is_good);
  gtk_label_set_label (self->value_problem,
                       mode == PNR_PRICE_MODE_PERCENT_OFF
                           ? _ ("Type a percentage from 0 to 100. Until then the old one counts.")
                           : _ ("Type an amount. Until then the old one counts."));
  if (is_good)
    gtk_widget_remove_css_class (GTK_WIDGET (self->value_entry), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->value_entry), "error");
}

/* Figures follow every letter; the plan follows when the typing rests. */
static void
typed_cb (PnrBundleEditor *self)
{
  g_autoptr (PnrBundle) typed = NULL;

  if (self->is_showing || self->bundle == NULL)
    return;
  pnr_bundle_editor_show_value_problem (self);
  typed = pnr_bundle_editor_dup_typed (self);
  pnr_bundle_editor_show_figures (self, typed);
  g_clear_handle_id (&self->settle_id, g_source_remove);
  self->settle_id = g_timeout_add (SETTLE_MS, settle_cb, self);
}

static void
chosen_cb (PnrBundleEditor *self)
{
  if (!self->is_showing)
    pnr_bundle_editor_settle (self);
}

/* Another way of saying the price keeps the price. */
static void
mode_chosen_cb (PnrBundleEditor *self)
{
  PnrPriceMode mode = gtk_drop_down_get_selected (self->mode_drop_down);
  g_autoptr (PnrBundle) changed = NULL;
  gint64 sum;
  gint64 price;

  if (self->is_showing || self->bundle == NULL)
    return;
  sum = pnr_bundle_get_sum_minor (self->bundle, pnr_bundle_editor_get_products (self));
  price = pnr_bundle_get_price_minor (self->bundle, pnr_bundle_editor_get_products (self));
  changed = pnr_bundle_copy (self->bundle);
  pnr_bundle_set_price_mode (changed, mode);
  if (price == PNR_MONEY_UNKNOWN || sum == PNR_MONEY_UNKNOWN || sum == 0)
    pnr_bundle_set_price_value (changed, 0);
  else if (mode == PNR_PRICE_MODE_FIXED)
    pnr_bundle_set_price_value (changed, price);
  else if (mode == PNR_PRICE_MODE_AMOUNT_OFF)
    pnr_bundle_set_price_value (changed, MAX (0, sum - price));
  else
    pnr_bundle_set_price_value (changed,
                                pnr_money_round_ratio (MAX (0, sum - price), MILLION, sum));
  pnr_bundle_editor_commit (self, changed, _ ("Change price of bundle “%s”"), NULL);
}

static void
quantity_changed_cb (PnrBundleEditor *self, gint64 product_id, gint64 quantity)
{
  g_autoptr (PnrBundle) changed = NULL;
  g_autofree char *title = NULL;
  g_autofree char *sentence = NULL;
  PnrComponentRole role = PNR_COMPONENT_ROLE_AUXILIARY;

  if (self->is_showing || self->bundle == NULL)
    return;
  pnr_bundle_editor_settle (self);
  changed = pnr_bundle_copy (self->bundle);
  for (guint i = 0; i < pnr_bundle_get_n_components (changed); i++) {
    if (pnr_bundle_get_component (changed, i)->product_id == product_id)
      role = pnr_bundle_get_component (changed, i)->role;
  }
  pnr_bundle_set_component (changed, product_id, quantity, role);
  title = pnr_session_dup_product_title (self->session, product_id);
  if (quantity == 0)
    sentence = g_strdup_printf (_ ("“%s” taken out of the bundle"), title);
  pnr_bundle_editor_commit (self, changed, _ ("Change parts of bundle “%s”"), sentence);
}

static void
product_picked_cb (PnrBundleEditor *self, gint64 product_id)
{
  if (self->bundle != NULL && !pnr_bundle_has_product (self->bundle, product_id))
    quantity_changed_cb (self, product_id, 1);
}

static gboolean
pnr_bundle_editor_has_focus_in (GtkWidget *widget)
{
  return (gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

static void
show_text (PnrBundleEditor *self, GtkEntry *entry, const char *text)
{
  /* What is being typed is not pulled from under the fingers. */
  if (pnr_bundle_editor_has_focus_in (GTK_WIDGET (entry)) && self->settle_id != 0)
    return;
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (entry)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
}

static void
pnr_bundle_editor_show_components (PnrBundleEditor *self)
{
  guint n_components = pnr_bundle_get_n_components (self->bundle);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->component_list, 0)) != NULL)
    gtk_list_box_remove (self->component_list, GTK_WIDGET (row));
  for (guint i = 0; i < n_components; i++) {
    GtkWidget *component_row =
        pnr_component_row_new (self->session, pnr_bundle_get_component (self->bundle, i));

    g_signal_connect_object (component_row, "quantity-changed", G_CALLBACK (quantity_changed_cb),
                             self, G_CONNECT_SWAPPED);
    gtk_list_box_append (self->component_list, component_row);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->component_list), n_components > 0);
  gtk_widget_set_visible (self->component_placeholder, n_components == 0);
}

static void
pnr_bundle_editor_show (PnrBundleEditor *self)
{
  g_autofree char *value = NULL;

  if (self->bundle == NULL)
    return;
  value = pnr_bundle_editor_dup_value_text (self, self->bundle);
  self->is_showing = TRUE;
  show_text (self, self->name_entry, pnr_bundle_get_name (self->bundle));
  show_text (self, self->sku_entry, pnr_bundle_get_sku (self->bundle));
  gtk_drop_down_set_selected (self->kind_drop_down, pnr_bundle_get_kind (self->bundle));
  gtk_drop_down_set_selected (self->mode_drop_down, pnr_bundle_get_price_mode (self->bundle));
  show_text (self, self->value_entry, value);
  gtk_label_set_label (self->value_unit,
                       pnr_bundle_get_price_mode (self->bundle) == PNR_PRICE_MODE_PERCENT_OFF
                           ? "%"
                           : pnr_bundle_editor_get_currency (self));
  pnr_bundle_editor_show_components (self);
  pnr_bundle_editor_show_figures (self, self->bundle);
  pnr_bundle_editor_show_value_problem (self);
  pnr_lineage_view_set_decision (self->lineage_view, PNR_DECISION (self->bundle));
  self->is_showing = FALSE;
}

static void
pnr_bundle_editor_show_curve (PnrBundleEditor *self)
{
  g_autoptr (PnrPriceChart) chart = pnr_price_chart_new (self->curve);
  g_autofree char *low = pnr_session_format_money (self->session, self->curve->band_low_minor);
  g_autofree char *high = pnr_session_format_money (self->session, self->curve->band_high_minor);
  g_autofree char *best = pnr_session_format_money (self->session, self->curve->best_minor);
  g_autofree char *safe = pnr_session_format_money (self->session, self->curve->tie_proof_minor);
  g_autofree char *sentence = g_strdup_printf (
      /* Translators: four amounts of money. */
      _ ("Between %1$s and %2$s the profit is within 2 %% of the best, which is at %3$s. %4$s is "
         "best even if every undecided shopper decides against you. Click the chart to take a "
         "price."),
      low, high, best, safe);
  g_autofree char *label = g_strdup_printf (_ ("_Take %s"), best);

  pnr_chart_view_set_chart (self->chart_view, PNR_CHART (chart));
  pnr_chart_view_set_stamp (self->chart_view, self->curve->inputs_hash);
  gtk_label_set_label (self->band_label, sentence);
  gtk_button_set_label (self->apply_button, label);
  gtk_stack_set_visible_child_name (self->price_stack, "curve");
}

/* What was asked for comes into view, once it has its place. */
static gboolean
show_found_cb (gpointer user_data)
{
  PnrBundleEditor *self = user_data;

  if (self->apply_button != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->apply_button));
  return G_SOURCE_REMOVE;
}

static void
optimise_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PnrBundleEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrPriceCurve) curve = pnr_plan_optimise_finish (PNR_PLAN (source), result, &error);

  if (self->price_stack == NULL)
    return;
  pnr_job_view_stop (self->job_view);
  if (curve != NULL) {
    g_clear_pointer (&self->curve, pnr_price_curve_unref);
    self->curve = g_steal_pointer (&curve);
    if (self->bundle != NULL && pnr_bundle_get_id (self->bundle) == self->curve_id)
      pnr_bundle_editor_show_curve (self);
    g_idle_add_full (G_PRIORITY_LOW, show_found_cb, g_object_ref (self), g_object_unref);
    return;
  }
  gtk_widget_set_visible (GTK_WIDGET (self->failure_label),
                          !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  gtk_label_set_label (self->failure_label, error->message);
  gtk_stack_set_visible_child_name (self->price_stack, "offer");
}

static void
suggest_clicked_cb (PnrBundleEditor *self)
{
  PnrPriceLimits limits = { .margin_floor = NAN, .max_discount = NAN };
  PnrSimulationSettings settings = PNR_SIMULATION_SETTINGS_INIT;

  if (self->bundle == NULL || pnr_job_view_is_running (self->job_view))
    return;
  pnr_bundle_editor_settle (self);
  self->curve_id = pnr_bundle_get_id (self->bundle);
  gtk_widget_set_visible (GTK_WIDGET (self->failure_label), FALSE);
  gtk_stack_set_visible_child_name (self->price_stack, "job");
  pnr_plan_optimise_async (pnr_session_get_plan (self->session), self->bundle, &limits, &settings,
                           pnr_job_view_start (self->job_view, _ ("Looking for the best prices")),
                           optimise_done_cb, g_object_ref (self));
}

static void
pnr_bundle_editor_take_price (PnrBundleEditor *self, gint64 price_minor)
{
  g_autoptr (PnrBundle) changed = NULL;
  g_autoptr (PnrEdit) edit = NULL;
  g_autofree char *name = NULL;
  g_autofree char *price = pnr_session_format_money (self->session, price_minor);
  g_autofree char *sentence = g_strdup_printf (_ ("The bundle costs %s now"), price);

  if (self->bundle == NULL)
    return;
  changed = pnr_bundle_copy (self->bundle);
  pnr_bundle_set_price_mode (changed, PNR_PRICE_MODE_FIXED);
  pnr_bundle_set_price_value (changed, price_minor);
  name = g_strdup_printf (_ ("Change price of bundle “%s”"), pnr_bundle_get_name (changed));
  edit = pnr_edit_new (name);
  pnr_edit_put (edit, changed);
  pnr_session_commit (self->session, edit, sentence);
}

static void
chart_clicked_cb (PnrBundleEditor *self, double x, double y)
{
  PnrChart *chart = pnr_chart_view_get_chart (self->chart_view);
  double width;
  double height;
  gint64 price_minor;

  pnr_chart_view_get_area_size (self->chart_view, &width, &height);
  if (pnr_price_chart_get_price_at (PNR_PRICE_CHART (chart), x, width, height, &price_minor))
    pnr_bundle_editor_take_price (self, price_minor);
}

static void
apply_clicked_cb (PnrBundleEditor *self)
{
  pnr_bundle_editor_take_price (self, self->curve->best_minor);
}

static void
bundle_changed_cb (PnrBundleEditor *self)
{
  pnr_bundle_editor_show (self);
}

static void
pnr_bundle_editor_dispose (GObject *object)
{
  PnrBundleEditor *self = PNR_BUNDLE_EDITOR (object);

  g_clear_handle_id (&self->settle_id, g_source_remove);
  if (self->bundle != NULL)
    g_signal_handlers_disconnect_by_func (self->bundle, bundle_changed_cb, self);
  g_clear_object (&self->bundle);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_BUNDLE_EDITOR);
  g_clear_pointer (&self->curve, pnr_price_curve_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (pnr_bundle_editor_parent_class)->dispose (object);
}

static void
pnr_bundle_editor_class_init (PnrBundleEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_bundle_editor_dispose;

  g_type_ensure (PNR_TYPE_CHART_VIEW);
  g_type_ensure (PNR_TYPE_JOB_VIEW);
  g_type_ensure (PNR_TYPE_LINEAGE_VIEW);
  g_type_ensure (PNR_TYPE_PRODUCT_PICKER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/bundles/pnr-bundle-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, name_entry);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, sku_entry);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, kind_drop_down);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, component_list);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, component_placeholder);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, picker);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, mode_drop_down);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, value_entry);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, value_unit);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, value_problem);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, sum_label);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, price_label);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, saving_label);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, cost_label);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, margin_label);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, warning_box);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, price_stack);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, job_view);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, chart_view);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, band_label);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, apply_button);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, failure_label);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, lineage_view);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, mode_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, product_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, suggest_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, chart_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_clicked_cb);
}

static void
pnr_bundle_editor_init (PnrBundleEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pnr_bundle_editor_set_session (PnrBundleEditor *self, PnrSession *session)
{
  g_return_if_fail (PNR_IS_BUNDLE_EDITOR (self));

  g_set_object (&self->session, session);
  pnr_product_picker_set_session (self->picker, session);
  pnr_lineage_view_set_session (self->lineage_view, session);
  g_signal_connect_object (pnr_bundle_editor_get_products (self), "items-changed",
                           G_CALLBACK (bundle_changed_cb), self, G_CONNECT_SWAPPED);
}

void
pnr_bundle_editor_set_bundle (PnrBundleEditor *self, PnrBundle *bundle)
{
  g_return_if_fail (PNR_IS_BUNDLE_EDITOR (self));

  if (self->bundle == bundle)
    return;
  if (self->bundle != NULL) {
    if (self->settle_id != 0)
      pnr_bundle_editor_settle (self);
    g_signal_handlers_disconnect_by_func (self->bundle, bundle_changed_cb, self);
  }
  g_set_object (&self->bundle, bundle);
  if (bundle == NULL) {
    pnr_lineage_view_set_decision (self->lineage_view, NULL);
    return;
  }
  g_signal_connect_swapped (bundle, "notify", G_CALLBACK (bundle_changed_cb), self);
  if (!pnr_job_view_is_running (self->job_view))
    gtk_stack_set_visible_child_name (self->price_stack, "offer");
  if (self->curve != NULL && self->curve_id == pnr_bundle_get_id (bundle))
    pnr_bundle_editor_show_curve (self);
  pnr_bundle_editor_show (self);
}
