/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of a bundle's sheet: what it is about, and up to four figures in columns. */
#include "config.h"

#include "ui/bundles/pnr-sheet-row.h"

#include "ui/pnr-tip.h"

/* Of a title that is shortened. */
#define FEWEST_CHARS 14
/* Of a cell that wraps: an amount. */
#define FEWEST_CELL_CHARS 6

/* What a row is comes together call by call and is put on the widgets in the end: a cell that is
 * hidden and shown again between two frames is styled and laid out anew, and with it all that
 * stands in line with it. */
struct _PnrSheetRow {
  GtkListBoxRow parent_instance;

  GtkImage *icon;
  GtkLabel *title_label;
  GtkLabel *subtitle_label;
  GtkWidget *cells[PNR_SHEET_ROW_N_CELLS];
  GtkLabel *figures[PNR_SHEET_ROW_N_CELLS];
  GtkLabel *details[PNR_SHEET_ROW_N_CELLS];
  char *explanations[PNR_SHEET_ROW_N_CELLS];

  PnrSheetTone tone;
  gboolean is_head;
  gboolean is_total;
  gboolean is_filled[PNR_SHEET_ROW_N_CELLS];
};

G_DEFINE_FINAL_TYPE (PnrSheetRow, pnr_sheet_row, GTK_TYPE_LIST_BOX_ROW)

static void
pnr_sheet_row_dispose (GObject *object)
{
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PNR_TYPE_SHEET_ROW);

  G_OBJECT_CLASS (pnr_sheet_row_parent_class)->dispose (object);
}

static void
pnr_sheet_row_finalize (GObject *object)
{
  for (guint i = 0; i < PNR_SHEET_ROW_N_CELLS; i++)
    g_free (PNR_SHEET_ROW (object)->explanations[i]);

  G_OBJECT_CLASS (pnr_sheet_row_parent_class)->finalize (object);
}

static void
pnr_sheet_row_class_init (PnrSheetRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_sheet_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = pnr_sheet_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/pannier/Pannier/ui/bundles/pnr-sheet-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrSheetRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PnrSheetRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, PnrSheetRow, subtitle_label);
  for (guint i = 0; i < PNR_SHEET_ROW_N_CELLS; i++) {
    static const char *const names[][3] = { { "cell_0", "figure_0", "detail_0" },
                                            { "cell_1", "figure_1", "detail_1" },
                                            { "cell_2", "figure_2", "detail_2" },
                                            { "cell_3", "figure_3", "detail_3" } };

    for (guint j = 0; j < G_N_ELEMENTS (names[i]); j++)
      gtk_widget_class_bind_template_child_full (widget_class, names[i][j], FALSE, 0);
  }
}

static gpointer
get_child (PnrSheetRow *self, const char *kind, guint cell)
{
  g_autofree char *name = g_strdup_printf ("%s_%u", kind, cell);

  return gtk_widget_get_template_child (GTK_WIDGET (self), PNR_TYPE_SHEET_ROW, name);
}

static void
pnr_sheet_row_init (PnrSheetRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < PNR_SHEET_ROW_N_CELLS; i++) {
    self->cells[i] = get_child (self, "cell", i);
    self->figures[i] = get_child (self, "figure", i);
    self->details[i] = get_child (self, "detail", i);
  }
}

static void
set_class (gpointer widget, const char *css_class, gboolean is_set)
{
  if (is_set)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

static void
set_label (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_label (label), text != NULL ? text : "") != 0)
    gtk_label_set_label (label, text != NULL ? text : "");
}

/**
 * pnr_sheet_row_at:
 * @list: a list of sheet rows
 * @index: a place in it, at most one after the last
 * @columns: (nullable) (array fixed-size=4): what keeps the columns of the list in line
 *
 * Rows stay while their figures change, so that nothing flickers and no focus is lost. The last
 * call for each is pnr_sheet_row_explain().
 *
 * Returns: (transfer none): the row there, without figures and without a tone
 */
PnrSheetRow *
pnr_sheet_row_at (GtkListBox *list, guint index, GtkSizeGroup **columns)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, (int) index);
  PnrSheetRow *self;

  if (row == NULL) {
    row = g_object_new (PNR_TYPE_SHEET_ROW, NULL);
    for (guint i = 0; columns != NULL && i < PNR_SHEET_ROW_N_CELLS; i++)
      gtk_size_group_add_widget (columns[i], PNR_SHEET_ROW (row)->cells[i]);
    gtk_list_box_append (list, GTK_WIDGET (row));
  }
  self = PNR_SHEET_ROW (row);
  self->tone = PNR_SHEET_TONE_PLAIN;
  self->is_head = FALSE;
  self->is_total = FALSE;
  for (guint i = 0; i < PNR_SHEET_ROW_N_CELLS; i++)
    self->is_filled[i] = FALSE;
  return self;
}

/* Takes away what is left of a longer list, and the list where nothing is left. */
void
pnr_sheet_row_end (GtkListBox *list, guint n_rows)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, (int) n_rows)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
  gtk_widget_set_visible (GTK_WIDGET (list), n_rows > 0);
}

void
pnr_sheet_row_show (PnrSheetRow *self, const char *title, const char *subtitle)
{
  g_return_if_fail (PNR_IS_SHEET_ROW (self));

  set_label (self->title_label, title);
  set_label (self->subtitle_label, subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle_label), subtitle != NULL);
}

/* A tone is an icon as well as a colour. */
void
pnr_sheet_row_set_tone (PnrSheetRow *self, PnrSheetTone tone)
{
  g_return_if_fail (PNR_IS_SHEET_ROW (self));

  self->tone = tone;
}

static void
keep_to_line (GtkLabel *label)
{
  gtk_label_set_wrap (label, FALSE);
  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (label, FEWEST_CHARS);
}

/* Title and subtitle take a line each, shortened where there is no room; the tip says all. */
void
pnr_sheet_row_keep_to_line (PnrSheetRow *self)
{
  g_return_if_fail (PNR_IS_SHEET_ROW (self));

  keep_to_line (self->title_label);
  keep_to_line (self->subtitle_label);
}

static void
wrap_cell (GtkLabel *label)
{
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (label, GTK_JUSTIFY_RIGHT);
  gtk_label_set_width_chars (label, FEWEST_CELL_CHARS);
}

/* Words below the figures take more lines where there is no room, and so do heads and titles. */
void
pnr_sheet_row_wrap_cells (PnrSheetRow *self)
{
  g_return_if_fail (PNR_IS_SHEET_ROW (self));

  gtk_label_set_width_chars (self->title_label, FEWEST_CELL_CHARS);
  for (guint i = 0; i < PNR_SHEET_ROW_N_CELLS; i++) {
    if (self->is_head)
      wrap_cell (self->figures[i]);
    wrap_cell (self->details[i]);
  }
}

/* The row that says what stands in each column. The focus comes to it like to any: a list whose
 * first row refuses it is passed over by the Tab key as a whole. */
void
pnr_sheet_row_set_head (PnrSheetRow *self)
{
  g_return_if_fail (PNR_IS_SHEET_ROW (self));

  self->is_head = TRUE;
}

void
pnr_sheet_row_set_total (PnrSheetRow *self)
{
  g_return_if_fail (PNR_IS_SHEET_ROW (self));

  self->is_total = TRUE;
}

/**
 * pnr_sheet_row_set_cell:
 * @self: a row
 * @cell: which column
 * @figure: what stands in it
 * @detail: (nullable): what stands below
 * @explanation: (nullable): the formula, its inputs and where they are from
 */
void
pnr_sheet_row_set_cell (PnrSheetRow *self, guint cell, const char *figure, const char *detail,
                        const char *explanation)
{
  g_return_if_fail (PNR_IS_SHEET_ROW (self));
  g_return_if_fail (cell < PNR_SHEET_ROW_N_CELLS);

  self->is_filled[cell] = TRUE;
  set_label (self->figures[cell], figure);
  set_label (self->details[cell], detail);
  gtk_widget_set_visible (GTK_WIDGET (self->details[cell]), detail != NULL);
  g_free (self->explanations[cell]);
  self->explanations[cell] = g_strdup (explanation);
  pnr_tip_set (self->cells[cell], explanation);
}

static void
show_tone (GtkImage *icon, PnrSheetTone tone)
{
  static const char *const icons[] = { NULL, "emblem-ok-symbolic", "dialog-warning-symbolic",
                                       "content-loading-symbolic" };

  gtk_widget_set_visible (GTK_WIDGET (icon), tone != PNR_SHEET_TONE_PLAIN);
  if (g_strcmp0 (gtk_image_get_icon_name (icon), icons[tone]) != 0)
    gtk_image_set_from_icon_name (icon, icons[tone]);
  set_class (icon, "success", tone == PNR_SHEET_TONE_GOOD);
  set_class (icon, "warning", tone == PNR_SHEET_TONE_BAD);
  set_class (icon, "dim-label", tone == PNR_SHEET_TONE_OPEN);
}

static void
pnr_sheet_row_settle (PnrSheetRow *self)
{
  set_class (self, "heading", self->is_total);
  set_class (self->title_label, "caption-heading", self->is_head);
  set_class (self->title_label, "dim-label", self->is_head);
  show_tone (self->icon, self->tone);
  for (guint i = 0; i < PNR_SHEET_ROW_N_CELLS; i++) {
    set_class (self->figures[i], "caption-heading", self->is_head);
    set_class (self->figures[i], "dim-label", self->is_head);
    gtk_widget_set_visible (self->cells[i], self->is_filled[i]);
  }
}

/**
 * pnr_sheet_row_explain:
 * @self: a row whose figures are set
 * @explanation: (nullable): what holds for the whole row
 *
 * Whoever hears the row hears all of it; whoever points at it, or asks for the tip of the focused
 * row, reads how each figure comes about.
 */
void
pnr_sheet_row_explain (PnrSheetRow *self, const char *explanation)
{
  g_autoptr (GString) label = g_string_new (NULL);
  g_autoptr (GString) tip = g_string_new (NULL);

  g_return_if_fail (PNR_IS_SHEET_ROW (self));

  pnr_sheet_row_settle (self);
  if (gtk_label_get_ellipsize (self->title_label) != PANGO_ELLIPSIZE_NONE) {
    g_string_append (tip, gtk_label_get_label (self->title_label));
    if (gtk_widget_get_visible (GTK_WIDGET (self->subtitle_label)))
      g_string_append_printf (tip, ", %s", gtk_label_get_label (self->subtitle_label));
  }
  if (explanation != NULL)
    g_string_append_printf (tip, "%s%s", tip->len > 0 ? "\n" : "", explanation);

  g_string_append (label, gtk_label_get_label (self->title_label));
  if (gtk_widget_get_visible (GTK_WIDGET (self->subtitle_label)))
    g_string_append_printf (label, ", %s", gtk_label_get_label (self->subtitle_label));
  for (guint i = 0; i < PNR_SHEET_ROW_N_CELLS; i++) {
    if (!gtk_widget_get_visible (self->cells[i]))
      continue;
    g_string_append_printf (label, ", %s", gtk_label_get_label (self->figures[i]));
    if (gtk_widget_get_visible (GTK_WIDGET (self->details[i])))
      g_string_append_printf (label, " %s", gtk_label_get_label (self->details[i]));
    if (self->explanations[i] != NULL)
      g_string_append_printf (tip, "%s%s", tip->len > 0 ? "\n" : "", self->explanations[i]);
  }
  pnr_tip_set (GTK_WIDGET (self), tip->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label->str,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, tip->str, -1);
}
