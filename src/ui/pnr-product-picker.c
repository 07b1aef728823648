/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A button that opens a search for one product of the catalogue. */
#include "config.h"

#include "ui/pnr-product-picker.h"

#include "base/pnr-text.h"

#include <string.h>

#define MOST_HITS 50

struct _PnrProductPicker {
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkPopover *popover;
  GtkSearchEntry *search_entry;
  GtkListBox *hit_list;

  PnrSession *session;
};

enum {
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrProductPicker, pnr_product_picker, ADW_TYPE_BIN)

static gboolean
product_matches (PnrProduct *product, const char *searched)
{
  g_autofree char *title = pnr_text_fold (pnr_product_get_title (product));
  g_autofree char *sku =
      pnr_text_fold (pnr_product_get_sku (product) != NULL ? pnr_product_get_sku (product) : "");

  return strstr (title, searched) != NULL || strstr (sku, searched) != NULL;
}

static void
pnr_product_picker_add_hit (PnrProductPicker *self, PnrProduct *product)
{
  gint64 id = pnr_product_get_id (product);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *price =
      pnr_session_format_money (self->session, pnr_product_get_price_minor (product));
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", pnr_product_get_sku (product), price);

  g_object_set (row, "use-markup", FALSE, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), pnr_product_get_title (product));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "product-id", g_memdup2 (&id, sizeof id), g_free);
  gtk_list_box_append (self->hit_list, row);
}

static void
search_changed_cb (PnrProductPicker *self)
{
  GListModel *products;
  GtkListBoxRow *row;
  g_autofree char *searched =
      pnr_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  guint n_hits = 0;

  while ((row = gtk_list_box_get_row_at_index (self->hit_list, 0)) != NULL)
    gtk_list_box_remove (self->hit_list, GTK_WIDGET (row));
  if (self->session == NULL)
    return;
  products = G_LIST_MODEL (pnr_plan_get_products (pnr_session_get_plan (self->session)));
  for (guint i = 0; i < g_list_model_get_n_items (products) && n_hits < MOST_HITS; i++) {
    g_autoptr (PnrProduct) product = g_list_model_get_item (products, i);

    if (product_matches (product, searched)) {
      pnr_product_picker_add_hit (self, product);
      n_hits++;
    }
  }
}

static void
pnr_product_picker_pick (PnrProductPicker *self, GtkListBoxRow *row)
{
  gint64 *id = g_object_get_data (G_OBJECT (row), "product-id");
  gint64 product_id = *id;

  gtk_popover_popdown (self->popover);
  g_signal_emit (self, signals[PICKED], 0, product_id);
}

/* Return takes the first hit. */
static void
search_activated_cb (PnrProductPicker *self)
{
  GtkListBoxRow *row;

  search_changed_cb (self);
  row = gtk_list_box_get_row_at_index (self->hit_list, 0);
  if (row != NULL)
    pnr_product_picker_pick (self, row);
}

/* Without this Down would stop at the scrolled area, where Return does nothing. */
static gboolean
entry_key_cb (PnrProductPicker *self, guint keyval)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->hit_list, 0);

  if ((keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down) || row == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (GTK_WIDGET (row));
  return GDK_EVENT_STOP;
}

static void
shown_cb (PnrProductPicker *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  search_changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
pnr_product_picker_dispose (GObject *object)
{
  PnrProductPicker *self = PNR_PRODUCT_PICKER (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_PRODUCT_PICKER);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (pnr_product_picker_parent_class)->dispose (object);
}

static void
pnr_product_picker_class_init (PnrProductPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_product_picker_dispose;

  signals[PICKED] = g_signal_new ("picked", PNR_TYPE_PRODUCT_PICKER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/pannier/Pannier/ui/pnr-product-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrProductPicker, button);
  gtk_widget_class_bind_template_child (widget_class, PnrProductPicker, popover);
  gtk_widget_class_bind_template_child (widget_class, PnrProductPicker, search_entry);
  gtk_widget_class_bind_template_child (widget_class, PnrProductPicker, hit_list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, pnr_product_picker_pick);
}

static void
pnr_product_picker_init (PnrProductPicker *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Where a product is not added but chosen for something else. */
void
pnr_product_picker_set_label (PnrProductPicker *self, const char *label)
{
  g_return_if_fail (PNR_IS_PRODUCT_PICKER (self));

  gtk_menu_button_set_label (self->button, label);
}

void
pnr_product_picker_set_session (PnrProductPicker *self, PnrSession *session)
{
  g_return_if_fail (PNR_IS_PRODUCT_PICKER (self));

  g_set_object (&self->session, session);
}
