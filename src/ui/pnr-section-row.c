/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One section in the sidebar: icon, title, and how many things it holds. */
#include "config.h"

#include "ui/pnr-section-row.h"

#include "ui/pnr-wording.h"

struct _PnrSectionRow {
  GtkListBoxRow parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *count;

  const char *name;
};

G_DEFINE_FINAL_TYPE (PnrSectionRow, pnr_section_row, GTK_TYPE_LIST_BOX_ROW)

static void
items_changed_cb (PnrSectionRow *self, guint position, guint removed, guint added,
                  GListModel *counted)
{
  guint n_items = g_list_model_get_n_items (counted);
  g_autofree char *text = n_items > 0 ? pnr_wording_dup_count (n_items) : g_strdup ("");

  gtk_label_set_label (self->count, text);
}

static void
pnr_section_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PNR_TYPE_SECTION_ROW);

  G_OBJECT_CLASS (pnr_section_row_parent_class)->dispose (object);
}

static void
pnr_section_row_class_init (PnrSectionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_section_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/pannier/Pannier/ui/pnr-section-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrSectionRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PnrSectionRow, title);
  gtk_widget_class_bind_template_child (widget_class, PnrSectionRow, count);
}

static void
pnr_section_row_init (PnrSectionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pnr_section_row_new:
 * @name: (transfer none): the page's name, a static string
 * @title: the section's title
 * @icon_name: its icon
 * @counted: (nullable): the list whose length is shown
 */
GtkWidget *
pnr_section_row_new (const char *name, const char *title, const char *icon_name,
                     GListModel *counted)
{
  PnrSectionRow *self = g_object_new (PNR_TYPE_SECTION_ROW, NULL);

  self->name = name;
  gtk_label_set_label (self->title, title);
  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (counted != NULL) {
    g_signal_connect_object (counted, "items-changed", G_CALLBACK (items_changed_cb), self,
                             G_CONNECT_SWAPPED);
    items_changed_cb (self, 0, 0, 0, counted);
  }
  return GTK_WIDGET (self);
}

const char *
pnr_section_row_get_name (PnrSectionRow *self)
{
  g_return_val_if_fail (PNR_IS_SECTION_ROW (self), NULL);

  return self->name;
}
