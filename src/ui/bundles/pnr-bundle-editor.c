/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything about one bundle: parts, price rule, and what it earns; saved as it changes. */
#include "config.h"

#include "ui/bundles/pnr-bundle-editor.h"

#include "plan/pnr-plan-pricing.h"
#include "ui/bundles/pnr-bundle-figures.h"
#include "ui/bundles/pnr-bundle-sheet.h"
#include "model/pnr-bundle-quote.h"
#include "ui/bundles/pnr-component-row.h"
#include "ui/bundles/pnr-price-finder.h"
#include "ui/bundles/pnr-price-slider.h"
#include "ui/pnr-lineage-view.h"
#include "ui/pnr-outbox.h"
#include "ui/pnr-product-picker.h"
#include "ui/pnr-wording.h"

#include <glib/gi18n.h>
#include <string.h>

/* Typing settles before it becomes an action of its own. */
#define SETTLE_MS 700
#define PERCENT_DIGITS 4
#define MILLION 1000000

/* @draft is what the merchant means; it runs ahead of @stored while edits are on their way. */
struct _PnrBundleEditor {
  AdwBin parent_instance;

  PnrBundleFigures *figures;
  GtkWidget *name_group;
  GtkWidget *component_group;
  GtkWidget *price_group;
  AdwActionRow *name_row;
  GtkEntry *name_entry;
  AdwActionRow *sku_row;
  GtkEntry *sku_entry;
  GtkDropDown *kind_drop_down;
  GtkListBox *component_list;
  GtkWidget *component_placeholder;
  PnrProductPicker *picker;
  GtkDropDown *mode_drop_down;
  AdwActionRow *value_row;
  GtkEntry *value_entry;
  GtkLabel *value_unit;
  PnrPriceSlider *price_slider;
  PnrPriceFinder *price_finder;
  PnrBundleSheet *sheet;
  PnrLineageView *lineage_view;

  PnrSession *session;
  PnrBundle *stored; /* the plan's */
  PnrBundle *draft;
  guint n_on_the_way;
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

/* All digits: what is shown is what would be read. */
static char *
pnr_bundle_editor_dup_value_text (PnrBundleEditor *self, PnrBundle *bundle)
{
  gint64 value = pnr_bundle_get_price_value (bundle);

  if (pnr_bundle_get_price_mode (bundle) == PNR_PRICE_MODE_PERCENT_OFF)
    return pnr_wording_dup_scaled (value, PERCENT_DIGITS);
  return pnr_wording_dup_plain_money (value, pnr_bundle_editor_get_currency (self));
}

static char *
dup_stripped (GtkEntry *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

/* What is wrong with what was typed, under the row it was typed in. */
static void
complain (AdwActionRow *row, GtkEntry *entry, const char *sentence)
{
  adw_action_row_set_subtitle (row, sentence != NULL ? sentence : "");
  if (sentence != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
      sentence != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
pnr_bundle_editor_read_name (PnrBundleEditor *self)
{
  g_autofree char *name = dup_stripped (self->name_entry);

  if (name[0] != '\0')
    pnr_bundle_set_name (self->draft, name);
  complain (self->name_row, self->name_entry,
            name[0] == '\0' ? _ ("A bundle needs a name. Until then the old one counts.") : NULL);
}

static void
pnr_bundle_editor_read_sku (PnrBundleEditor *self)
{
  g_autofree char *sku = dup_stripped (self->sku_entry);
  const char *sentence = NULL;

  if (sku[0] == '\0')
    sentence = _ ("A bundle needs a SKU. Until then the old one counts.");
  else if (pnr_session_is_sku_taken (self->session, sku, self->stored))
    sentence = _ ("A product or another bundle has this SKU. Until you type another, the old one "
                  "counts.");
  else
    pnr_bundle_set_sku (self->draft, sku);
  complain (self->sku_row, self->sku_entry, sentence);
}

/* (nullable): what is wrong with the typed value; else it is in @value. */
static char *
pnr_bundle_editor_read_amount (PnrBundleEditor *self, const char *text, gint64 *value)
{
  if (pnr_bundle_get_price_mode (self->draft) == PNR_PRICE_MODE_PERCENT_OFF) {
    if (pnr_wording_read_scaled (text, PERCENT_DIGITS, value) && *value >= 0 && *value <= MILLION)
      return NULL;
    return g_strdup (_ ("Type a percentage from 0 to 100. Until then the old one counts."));
  }
  if (!pnr_wording_read_money (text, pnr_bundle_editor_get_currency (self), value) || *value < 0)
    return g_strdup (_ ("Type an amount. Until then the old one counts."));
  if (*value > PNR_WORDING_MOST_MINOR) {
    g_autofree char *most = pnr_session_format_money (self->session, PNR_WORDING_MOST_MINOR);

    return g_strdup_printf (_ ("At most %s can be typed. Until then the old one counts."), most);
  }
  return NULL;
}

/* A value that nobody touched is not read: it may say less than the plan knows. */
static void
pnr_bundle_editor_read_value (PnrBundleEditor *self)
{
  g_autofree char *shown = pnr_bundle_editor_dup_value_text (self, self->draft);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->value_entry));
  g_autofree char *sentence = NULL;
  gint64 value;

  if (strcmp (text, shown) != 0) {
    sentence = pnr_bundle_editor_read_amount (self, text, &value);
    if (sentence == NULL)
      pnr_bundle_set_price_value (self->draft, value);
  }
  complain (self->value_row, self->value_entry, sentence);
}

static void pnr_bundle_editor_show (PnrBundleEditor *self);
static void pnr_bundle_editor_refresh (PnrBundleEditor *self);

static gboolean
pnr_bundle_editor_is_same (PnrBundle *a, PnrBundle *b)
{
  return g_strcmp0 (pnr_bundle_get_name (a), pnr_bundle_get_name (b)) == 0
         && g_strcmp0 (pnr_bundle_get_sku (a), pnr_bundle_get_sku (b)) == 0
         && pnr_bundle_get_price_value (a) == pnr_bundle_get_price_value (b);
}

static void
pnr_bundle_editor_show_draft (PnrBundleEditor *self)
{
  PnrBundlePricing pricing;

  pnr_plan_price_bundle (pnr_session_get_plan (self->session), self->draft, &pricing);
  pnr_bundle_figures_show (self->figures, self->session, self->draft, &pricing);
  pnr_price_slider_show (self->price_slider, self->session, self->draft, &pricing);
  pnr_price_finder_show_bundle (self->price_finder, self->draft);
  pnr_bundle_sheet_show_bundle (self->sheet, self->draft);
}

typedef struct {
  PnrBundleEditor *editor;
  char *sentence;
} Errand;

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  g_object_unref (errand->editor);
  g_free (errand->sentence);
  g_free (errand);
}

static void
landed_cb (const GError *error, gpointer data)
{
  Errand *errand = data;
  PnrBundleEditor *self = errand->editor;

  self->n_on_the_way--;
  if (self->session != NULL && error != NULL)
    pnr_session_fail (self->session, error);
  else if (self->session != NULL && errand->sentence != NULL)
    pnr_session_offer_undo (self->session, errand->sentence);
  pnr_bundle_editor_refresh (self);
}

/* What was typed goes with whatever else is changed, as one action. @sentence: to tell of it. */
static void
pnr_bundle_editor_commit (PnrBundleEditor *self, const char *name_format, const char *sentence)
{
  g_autoptr (PnrBundle) copy = pnr_bundle_copy (self->draft);
  g_autoptr (PnrEdit) edit = NULL;
  GString *name = g_string_new (name_format);
  Errand *errand = g_new0 (Errand, 1);

  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_string_replace (name, "%s", pnr_bundle_get_name (copy), 1);
  edit = pnr_edit_new (name->str);
  pnr_edit_put (edit, copy);
  self->n_on_the_way++;
  errand->editor = g_object_ref (self);
  errand->sentence = g_strdup (sentence);
  /* The draft may only be taken from the plan again when this has landed. */
  pnr_outbox_send (pnr_session_get_outbox (self->session), edit, landed_cb, errand, errand_free);
  g_string_free (name, TRUE);
}

/* Turns what was typed since the last time into one action. */
static void
pnr_bundle_editor_settle (PnrBundleEditor *self)
{
  PnrNounList *bundles;

  if (self->settle_id == 0)
    return;
  g_clear_handle_id (&self->settle_id, g_source_remove);
  bundles = pnr_plan_get_bundles (pnr_session_get_plan (self->session));
  /* Nobody wants a bundle back that was removed while its name was being typed. */
  if (pnr_noun_list_get_by_id (bundles, pnr_bundle_get_id (self->draft)) != NULL)
    pnr_bundle_editor_commit (self, _ ("Change bundle “%s”"), NULL);
}

static gboolean
settle_cb (gpointer user_data)
{
  pnr_bundle_editor_settle (user_data);
  return G_SOURCE_REMOVE;
}

/* Figures follow every letter; the plan follows when the typing rests. */
static void
typed_cb (PnrBundleEditor *self)
{
  g_autoptr (PnrBundle) before = NULL;

  if (self->is_showing || self->draft == NULL)
    return;
  before = pnr_bundle_copy (self->draft);
  pnr_bundle_editor_read_name (self);
  pnr_bundle_editor_read_sku (self);
  pnr_bundle_editor_read_value (self);
  if (pnr_bundle_editor_is_same (before, self->draft))
    return;
  pnr_bundle_editor_show_draft (self);
  g_clear_handle_id (&self->settle_id, g_source_remove);
  self->settle_id = g_timeout_add (SETTLE_MS, settle_cb, self);
}

static void
kind_chosen_cb (PnrBundleEditor *self)
{
  PnrBundleKind kind = gtk_drop_down_get_selected (self->kind_drop_down);

  if (self->is_showing || self->draft == NULL || kind == pnr_bundle_get_kind (self->draft))
    return;
  pnr_bundle_set_kind (self->draft, kind);
  pnr_bundle_editor_commit (self, _ ("Change bundle “%s”"), NULL);
  pnr_bundle_editor_show_draft (self);
}

/* The value that gives @price in this mode. */
static gint64
pnr_bundle_editor_say_price (PnrBundleEditor *self, PnrPriceMode mode, gint64 price)
{
  gint64 sum = pnr_bundle_get_sum_minor (self->draft, pnr_bundle_editor_get_products (self));

  if (price == PNR_MONEY_UNKNOWN || sum == PNR_MONEY_UNKNOWN || sum == 0)
    return 0;
  if (mode == PNR_PRICE_MODE_FIXED)
    return price;
  if (mode == PNR_PRICE_MODE_AMOUNT_OFF)
    return MAX (0, sum - price);
  return pnr_money_round_ratio (MAX (0, sum - price), MILLION, sum);
}

/* Another way of saying the price keeps the price. */
static void
mode_chosen_cb (PnrBundleEditor *self)
{
  PnrPriceMode mode = gtk_drop_down_get_selected (self->mode_drop_down);
  gint64 value;

  if (self->is_showing || self->draft == NULL || mode == pnr_bundle_get_price_mode (self->draft))
    return;
  value = pnr_bundle_editor_say_price (
      self, mode, pnr_bundle_get_price_minor (self->draft, pnr_bundle_editor_get_products (self)));
  pnr_bundle_set_price_mode (self->draft, mode);
  pnr_bundle_set_price_value (self->draft, value);
  pnr_bundle_editor_commit (self, _ ("Change price of bundle “%s”"), NULL);
  pnr_bundle_editor_show (self);
}

/* The rule stays of its kind; its value follows the slider, the plan when that rests. */
static void
price_slid_cb (PnrBundleEditor *self, gint64 price_minor)
{
  g_autofree char *text = NULL;

  if (self->draft == NULL)
    return;
  pnr_bundle_set_price_value (
      self->draft,
      pnr_bundle_editor_say_price (self, pnr_bundle_get_price_mode (self->draft), price_minor));
  text = pnr_bundle_editor_dup_value_text (self, self->draft);
  self->is_showing = TRUE;
  complain (self->value_row, self->value_entry, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->value_entry), text);
  self->is_showing = FALSE;
  pnr_bundle_editor_show_draft (self);
  g_clear_handle_id (&self->settle_id, g_source_remove);
  self->settle_id = g_timeout_add (SETTLE_MS, settle_cb, self);
}

static void
quantity_changed_cb (PnrBundleEditor *self, gint64 product_id, gint64 quantity)
{
  PnrComponentRole role = PNR_COMPONENT_ROLE_AUXILIARY;
  g_autofree char *title = NULL;
  g_autofree char *sentence = NULL;

  if (self->is_showing || self->draft == NULL)
    return;
  for (guint i = 0; i < pnr_bundle_get_n_components (self->draft); i++) {
    if (pnr_bundle_get_component (self->draft, i)->product_id == product_id)
      role = pnr_bundle_get_component (self->draft, i)->role;
  }
  pnr_bundle_set_component (self->draft, product_id, quantity, role);
  title = pnr_session_dup_product_title (self->session, product_id);
  if (quantity == 0)
    sentence = g_strdup_printf (_ ("“%s” taken out of the bundle"), title);
  pnr_bundle_editor_commit (self, _ ("Change parts of bundle “%s”"), sentence);
  pnr_bundle_editor_show (self);
}

static void
product_picked_cb (PnrBundleEditor *self, gint64 product_id)
{
  if (self->draft != NULL && !pnr_bundle_has_product (self->draft, product_id))
    quantity_changed_cb (self, product_id, 1);
}

static void
price_taken_cb (PnrBundleEditor *self, gint64 price_minor)
{
  g_autoptr (PnrBundle) changed = NULL;
  g_autoptr (PnrEdit) edit = NULL;
  g_autofree char *name = NULL;
  g_autofree char *price = pnr_session_format_money (self->session, price_minor);
  g_autofree char *sentence = g_strdup_printf (_ ("The bundle costs %s now"), price);

  g_clear_handle_id (&self->settle_id, g_source_remove);
  pnr_bundle_set_price_mode (self->draft, PNR_PRICE_MODE_FIXED);
  pnr_bundle_set_price_value (self->draft, price_minor);
  changed = pnr_bundle_copy (self->draft);
  name = g_strdup_printf (_ ("Change price of bundle “%s”"), pnr_bundle_get_name (changed));
  edit = pnr_edit_new (name);
  pnr_edit_put (edit, changed);
  pnr_session_commit (self->session, edit, sentence);
  pnr_bundle_editor_show (self);
}

static gboolean
has_focus_in (GtkEntry *entry)
{
  return (gtk_widget_get_state_flags (GTK_WIDGET (entry)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

/* What is being typed is not pulled from under the fingers: not a wrong word, which is about to be
 * put right, and not one that means the same. */
static void
show_text (AdwActionRow *row, GtkEntry *entry, const char *text)
{
  g_autofree char *present = dup_stripped (entry);

  if (has_focus_in (entry) && gtk_widget_has_css_class (GTK_WIDGET (row), "error"))
    return;
  complain (row, entry, NULL);
  if (g_strcmp0 (present, text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
}

static void
pnr_bundle_editor_show_value (PnrBundleEditor *self)
{
  g_autofree char *text = pnr_bundle_editor_dup_value_text (self, self->draft);
  g_autofree char *present = dup_stripped (self->value_entry);
  g_autofree char *problem = NULL;
  gint64 value;

  gtk_label_set_label (self->value_unit,
                       pnr_bundle_get_price_mode (self->draft) == PNR_PRICE_MODE_PERCENT_OFF
                           ? "%"
                           : pnr_bundle_editor_get_currency (self));
  problem = pnr_bundle_editor_read_amount (self, present, &value);
  if (problem != NULL || value != pnr_bundle_get_price_value (self->draft)
      || !has_focus_in (self->value_entry))
    show_text (self->value_row, self->value_entry, text);
}

/* Whether the rows show these products in this order, so that only their figures may differ. */
static gboolean
pnr_bundle_editor_has_rows (PnrBundleEditor *self)
{
  guint n_components = pnr_bundle_get_n_components (self->draft);

  for (guint i = 0; i < n_components; i++) {
    GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->component_list, (int) i);

    if (row == NULL
        || pnr_component_row_get_product_id (PNR_COMPONENT_ROW (row))
               != pnr_bundle_get_component (self->draft, i)->product_id)
      return FALSE;
  }
  return gtk_list_box_get_row_at_index (self->component_list, (int) n_components) == NULL;
}

static void
pnr_bundle_editor_make_rows (PnrBundleEditor *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->component_list, 0)) != NULL)
    gtk_list_box_remove (self->component_list, GTK_WIDGET (row));
  for (guint i = 0; i < pnr_bundle_get_n_components (self->draft); i++) {
    gint64 product_id = pnr_bundle_get_component (self->draft, i)->product_id;
    GtkWidget *component_row = pnr_component_row_new (product_id);

    g_signal_connect_object (component_row, "quantity-changed", G_CALLBACK (quantity_changed_cb),
                             self, G_CONNECT_SWAPPED);
    gtk_list_box_append (self->component_list, component_row);
  }
}

static void
pnr_bundle_editor_show_components (PnrBundleEditor *self)
{
  guint n_components = pnr_bundle_get_n_components (self->draft);

  if (!pnr_bundle_editor_has_rows (self))
    pnr_bundle_editor_make_rows (self);
  for (guint i = 0; i < n_components; i++)
    pnr_component_row_show (
        PNR_COMPONENT_ROW (gtk_list_box_get_row_at_index (self->component_list, (int) i)),
        self->session, pnr_bundle_get_component (self->draft, i)->quantity);
  gtk_widget_set_visible (GTK_WIDGET (self->component_list), n_components > 0);
  gtk_widget_set_visible (self->component_placeholder, n_components == 0);
}

static void
pnr_bundle_editor_show (PnrBundleEditor *self)
{
  if (self->draft == NULL)
    return;
  self->is_showing = TRUE;
  show_text (self->name_row, self->name_entry, pnr_bundle_get_name (self->draft));
  show_text (self->sku_row, self->sku_entry, pnr_bundle_get_sku (self->draft));
  gtk_drop_down_set_selected (self->kind_drop_down, pnr_bundle_get_kind (self->draft));
  gtk_drop_down_set_selected (self->mode_drop_down, pnr_bundle_get_price_mode (self->draft));
  /* The drop-downs list what sets know; of other kinds they would say something wrong. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->kind_drop_down),
                            pnr_bundle_get_kind (self->draft) <= PNR_BUNDLE_KIND_MIXED);
  gtk_widget_set_sensitive (self->price_group,
                            pnr_bundle_get_kind (self->draft) <= PNR_BUNDLE_KIND_MIXED
                                && pnr_bundle_get_price_mode (self->draft)
                                       <= PNR_PRICE_MODE_AMOUNT_OFF);
  pnr_bundle_editor_show_value (self);
  pnr_bundle_editor_show_components (self);
  pnr_lineage_view_set_decision (self->lineage_view, PNR_DECISION (self->stored));
  self->is_showing = FALSE;
  pnr_bundle_editor_show_draft (self);
}

/* Takes over what the plan holds, unless edits of our own are still to land there. */
static void
pnr_bundle_editor_refresh (PnrBundleEditor *self)
{
  if (self->stored == NULL || self->price_finder == NULL)
    return;
  if (self->n_on_the_way == 0 && self->settle_id == 0) {
    g_clear_object (&self->draft);
    self->draft = pnr_bundle_copy (self->stored);
  }
  pnr_bundle_editor_show (self);
}

static void
pnr_bundle_editor_unmap (GtkWidget *widget)
{
  pnr_bundle_editor_settle (PNR_BUNDLE_EDITOR (widget));

  GTK_WIDGET_CLASS (pnr_bundle_editor_parent_class)->unmap (widget);
}

static void
pnr_bundle_editor_dispose (GObject *object)
{
  PnrBundleEditor *self = PNR_BUNDLE_EDITOR (object);

  g_clear_handle_id (&self->settle_id, g_source_remove);
  if (self->stored != NULL)
    g_signal_handlers_disconnect_by_func (self->stored, pnr_bundle_editor_refresh, self);
  g_clear_object (&self->stored);
  g_clear_object (&self->draft);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_BUNDLE_EDITOR);
  self->price_finder = NULL;
  g_clear_object (&self->session);

  G_OBJECT_CLASS (pnr_bundle_editor_parent_class)->dispose (object);
}

static void
pnr_bundle_editor_class_init (PnrBundleEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_bundle_editor_dispose;
  widget_class->unmap = pnr_bundle_editor_unmap;

  g_type_ensure (PNR_TYPE_BUNDLE_FIGURES);
  g_type_ensure (PNR_TYPE_BUNDLE_SHEET);
  g_type_ensure (PNR_TYPE_LINEAGE_VIEW);
  g_type_ensure (PNR_TYPE_PRICE_FINDER);
  g_type_ensure (PNR_TYPE_PRICE_SLIDER);
  g_type_ensure (PNR_TYPE_PRODUCT_PICKER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/bundles/pnr-bundle-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, figures);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, name_group);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, component_group);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, price_group);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, name_row);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, name_entry);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, sku_row);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, sku_entry);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, kind_drop_down);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, component_list);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, component_placeholder);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, picker);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, mode_drop_down);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, value_row);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, value_entry);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, value_unit);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, price_slider);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, price_finder);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, sheet);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, lineage_view);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, pnr_bundle_editor_settle);
  gtk_widget_class_bind_template_callback (widget_class, kind_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, mode_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, product_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, price_slid_cb);
  gtk_widget_class_bind_template_callback (widget_class, price_taken_cb);
}

static void
pnr_bundle_editor_init (PnrBundleEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pnr_bundle_editor_set_session (PnrBundleEditor *self, PnrSession *session)
{
  GtkWidget *groups[] = { self->name_group, self->component_group, self->price_group };
  PnrPlan *plan = pnr_session_get_plan (session);

  g_return_if_fail (PNR_IS_BUNDLE_EDITOR (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  pnr_product_picker_set_session (self->picker, session);
  pnr_price_finder_set_session (self->price_finder, session);
  pnr_bundle_sheet_set_session (self->sheet, session);
  pnr_lineage_view_set_session (self->lineage_view, session);
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    g_object_bind_property (plan, "is-read-only", groups[i], "sensitive",
                            G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  g_signal_connect_object (pnr_bundle_editor_get_products (self), "items-changed",
                           G_CALLBACK (pnr_bundle_editor_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "settle", G_CALLBACK (pnr_bundle_editor_settle), self,
                           G_CONNECT_SWAPPED);
}

/**
 * pnr_bundle_editor_set_bundle:
 * @self: an editor
 * @bundle: one of the plan's bundles
 *
 * What was typed for the bundle before is saved first.
 */
void
pnr_bundle_editor_set_bundle (PnrBundleEditor *self, PnrBundle *bundle)
{
  g_return_if_fail (PNR_IS_BUNDLE_EDITOR (self));
  g_return_if_fail (PNR_IS_BUNDLE (bundle));

  if (self->stored == bundle)
    return;
  pnr_bundle_editor_settle (self);
  if (self->stored != NULL)
    g_signal_handlers_disconnect_by_func (self->stored, pnr_bundle_editor_refresh, self);
  g_set_object (&self->stored, bundle);
  g_clear_object (&self->draft);
  self->draft = pnr_bundle_copy (bundle);
  g_signal_connect_swapped (bundle, "notify", G_CALLBACK (pnr_bundle_editor_refresh), self);
  complain (self->name_row, self->name_entry, NULL);
  complain (self->sku_row, self->sku_entry, NULL);
  complain (self->value_row, self->value_entry, NULL);
  pnr_bundle_editor_show (self);
}

/* A bundle that was just added is named first: typing replaces the name it was given. */
void
pnr_bundle_editor_start_naming (PnrBundleEditor *self)
{
  g_return_if_fail (PNR_IS_BUNDLE_EDITOR (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->name_entry));
}
