/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A column of a file: its header, what stands in it, and the field it is read as. */
#include "config.h"

#include "ui/import/pnr-column-row.h"

#include "ui/import/pnr-field-words.h"

/* A drop-down brings a popover and a list with each row, which for fifty columns is felt; here the
 * menu is made when it is first opened. */
struct _PnrColumnRow {
  AdwActionRow parent_instance;

  GtkBox *field_box;
  GtkLabel *field_label;

  GSimpleAction *field_action;
  GtkWidget *menu;
  PnrImportShape shape;
};

G_DEFINE_FINAL_TYPE (PnrColumnRow, pnr_column_row, ADW_TYPE_ACTION_ROW)

enum {
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
field_chosen_cb (GSimpleAction *action, GVariant *field, gpointer user_data)
{
  if (!g_variant_equal (field, g_action_get_state (G_ACTION (action))))
    g_signal_emit (user_data, signals[CHOSEN], 0, g_variant_get_string (field, NULL));
}

static void
pnr_column_row_activate (AdwActionRow *row)
{
  PnrColumnRow *self = PNR_COLUMN_ROW (row);

  if (self->menu == NULL) {
    g_autoptr (GMenuModel) model = pnr_field_words_build_menu (self->shape, "column.field");

    self->menu = gtk_popover_menu_new_from_model (model);
    gtk_widget_set_parent (self->menu, GTK_WIDGET (self->field_box));
  }
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
pnr_column_row_dispose (GObject *object)
{
  PnrColumnRow *self = PNR_COLUMN_ROW (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->field_action);

  G_OBJECT_CLASS (pnr_column_row_parent_class)->dispose (object);
}

static void
pnr_column_row_class_init (PnrColumnRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_column_row_dispose;
  ADW_ACTION_ROW_CLASS (klass)->activate = pnr_column_row_activate;

  signals[CHOSEN] = g_signal_new ("chosen", PNR_TYPE_COLUMN_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/pannier/Pannier/ui/import/pnr-column-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrColumnRow, field_box);
  gtk_widget_class_bind_template_child (widget_class, PnrColumnRow, field_label);
}

static void
pnr_column_row_init (PnrColumnRow *self)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->field_action = g_simple_action_new_stateful ("field", G_VARIANT_TYPE_STRING,
                                                     g_variant_new_string (PNR_FIELD_UNREAD));
  g_signal_connect (self->field_action, "change-state", G_CALLBACK (field_chosen_cb), self);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (self->field_action));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "column", G_ACTION_GROUP (actions));
}

/**
 * pnr_column_row_show:
 * @self: a row
 * @header: what the column is called
 * @examples: what stands in it
 * @shape: products or orders
 * @field: (nullable): the field it is read as
 */
void
pnr_column_row_show (PnrColumnRow *self, const char *header, const char *examples,
                     PnrImportShape shape, const char *field)
{
  const char *words = pnr_field_words_get (field);
  g_autofree char *name = g_strdup_printf ("%s: %s", header, words);

  g_return_if_fail (PNR_IS_COLUMN_ROW (self));

  if (self->shape != shape)
    g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->shape = shape;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), header);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), examples);
  gtk_label_set_label (self->field_label, words);
  if (field == NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->field_label), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->field_label), "dim-label");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, examples, -1);
  g_simple_action_set_state (self->field_action,
                             g_variant_new_string (field != NULL ? field : PNR_FIELD_UNREAD));
}
