/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One file as it would be read: its mapping, its decisions and its first rows. */
#include "config.h"

#include "ui/import/pnr-preview-view.h"

#include "ui/pnr-wording.h"

#include <glib/gi18n.h>
#include <string.h>

struct _PnrPreviewView {
  AdwBin parent_instance;

  GtkLabel *file_label;
  GtkLabel *summary_label;
  GtkLabel *problem_label;
  GtkGrid *grid;
  GtkWidget *table;
};

G_DEFINE_FINAL_TYPE (PnrPreviewView, pnr_preview_view, ADW_TYPE_BIN)

static const char *
shape_to_text (const PnrImportPreview *preview)
{
  switch (preview->shape) {
  case PNR_IMPORT_PRODUCTS:
    return _ ("Products");
  case PNR_IMPORT_ORDERS:
    return preview->is_order_heads ? _ ("Orders without lines") : _ ("Order lines");
  case PNR_IMPORT_BASKETS:
    return _ ("Baskets");
  default:
    return _ ("Not recognised");
  }
}

static const char *
delimiter_to_text (const char *delimiter)
{
  if (g_strcmp0 (delimiter, "\t") == 0)
    return _ ("tab");
  if (g_strcmp0 (delimiter, " ") == 0)
    return _ ("blank");
  return delimiter;
}

static char *
dup_summary (const PnrImportPreview *preview)
{
  GString *text = g_string_new (shape_to_text (preview));

  if (preview->profile != NULL)
    g_string_append_printf (text, " · %s", preview->profile);
  if (preview->n_rows >= 0) {
    g_autofree char *rows = pnr_wording_dup_count (preview->n_rows);

    g_string_append (text, " · ");
    /* Translators: a formatted count. */
    g_string_append_printf (
        text, g_dngettext (GETTEXT_PACKAGE, "%s row", "%s rows", (gulong) preview->n_rows), rows);
  }
  g_string_append_printf (text, " · %s", preview->encoding);
  g_string_append (text, " · ");
  /* Translators: the character between columns. */
  g_string_append_printf (text, _ ("separated by “%s”"), delimiter_to_text (preview->delimiter));
  if (preview->date_order != NULL) {
    g_string_append (text, " · ");
    /* Translators: how dates are written, such as DMY. */
    g_string_append_printf (text, _ ("dates as %s"), preview->date_order);
  }
  return g_string_free (text, FALSE);
}

static void
pnr_preview_view_attach (PnrPreviewView *self, const char *text, const char *style, int column,
                         int row)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), (int) MIN (g_utf8_strlen (text, -1), 14));
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_grid_attach (self->grid, label, column, row, 1, 1);
}

/* What a column is read as stands above its header; an unread column is dimmed throughout. */
static void
pnr_preview_view_fill (PnrPreviewView *self, const PnrImportPreview *preview)
{
  guint n_columns = g_strv_length (preview->headers);

  for (guint column = 0; column < n_columns; column++) {
    const char *field = preview->fields[column];
    const char *style = field != NULL ? NULL : "dim-label";

    pnr_preview_view_attach (self, field != NULL ? field : _ ("not read"),
                             field != NULL ? "field-chip" : "dim-label", (int) column, 0);
    pnr_preview_view_attach (self, preview->headers[column], "heading", (int) column, 1);
    for (guint row = 0; row < preview->rows->len; row++) {
      const char *const *cells = g_ptr_array_index (preview->rows, row);

      if (column < g_strv_length ((char **) cells))
        pnr_preview_view_attach (self, cells[column], style, (int) column, (int) row + 2);
    }
  }
}

static void
pnr_preview_view_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PNR_TYPE_PREVIEW_VIEW);

  G_OBJECT_CLASS (pnr_preview_view_parent_class)->dispose (object);
}

static void
pnr_preview_view_class_init (PnrPreviewViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_preview_view_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/import/pnr-preview-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrPreviewView, file_label);
  gtk_widget_class_bind_template_child (widget_class, PnrPreviewView, summary_label);
  gtk_widget_class_bind_template_child (widget_class, PnrPreviewView, problem_label);
  gtk_widget_class_bind_template_child (widget_class, PnrPreviewView, grid);
  gtk_widget_class_bind_template_child (widget_class, PnrPreviewView, table);
}

static void
pnr_preview_view_init (PnrPreviewView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
pnr_preview_view_set_path (PnrPreviewView *self, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);

  gtk_label_set_label (self->file_label, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->file_label), path);
}

void
pnr_preview_view_set_preview (PnrPreviewView *self, const char *path,
                              const PnrImportPreview *preview)
{
  g_autofree char *summary = dup_summary (preview);

  g_return_if_fail (PNR_IS_PREVIEW_VIEW (self));

  pnr_preview_view_set_path (self, path);
  gtk_label_set_label (self->summary_label, summary);
  pnr_preview_view_fill (self, preview);
}

void
pnr_preview_view_set_problem (PnrPreviewView *self, const char *path, const GError *error)
{
  g_return_if_fail (PNR_IS_PREVIEW_VIEW (self));

  pnr_preview_view_set_path (self, path);
  gtk_widget_set_visible (GTK_WIDGET (self->summary_label), FALSE);
  gtk_widget_set_visible (self->table, FALSE);
  gtk_label_set_label (self->problem_label, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), TRUE);
}
