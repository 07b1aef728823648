/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One file before its import: what its columns are read as, and what would be left out. */
#include "config.h"

#include "ui/import/pnr-preview-view.h"

#include "ui/import/pnr-column-row.h"
#include "ui/import/pnr-field-words.h"
#include "ui/import/pnr-preview-table.h"
#include "ui/pnr-reading-side.h"
#include "ui/pnr-steady-layout.h"
#include "ui/pnr-unfold.h"
#include "ui/pnr-wheel.h"
#include "ui/pnr-wording.h"

#include <glib/gi18n.h>
#include <string.h>

/* A file of a thousand columns shows the others when asked. */
#define MOST_COLUMN_ROWS 60
#define MOST_PROBLEM_ROWS 50
#define MOST_EXAMPLES 4
#define LONGEST_EXAMPLE 24

struct _PnrPreviewView {
  AdwBin parent_instance;

  AdwPreferencesGroup *file_group;
  GtkSpinner *spinner;
  GtkButton *leave_out_button;
  AdwComboRow *shape_row;
  AdwComboRow *encoding_row;
  GtkStringList *encodings;
  AdwActionRow *profile_row;
  GtkLabel *problem_label;
  AdwPreferencesGroup *column_group;
  AdwPreferencesGroup *row_group;
  AdwExpanderRow *reject_row;
  AdwExpanderRow *table_row;
  GtkGrid *grid;

  char *path;
  char *currency;
  PnrImportPreview *preview;
  PnrPreviewState state;
  PnrProgress *progress;
  GHashTable *choices;    /* column + 1 → field, what the merchant chose */
  GPtrArray *column_rows; /* PnrColumnRow, not owned */
  GtkWidget *more_row;
  GPtrArray *problem_rows;
  guint n_shown;
};

G_DEFINE_FINAL_TYPE (PnrPreviewView, pnr_preview_view, ADW_TYPE_BIN)

enum {
  CHANGED,
  LEFT_OUT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void pnr_preview_view_look (PnrPreviewView *self);

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
  GString *text = g_string_new (NULL);
  g_autofree char *rows = pnr_wording_dup_count (preview->n_rows);

  /* Translators: a formatted count. */
  g_string_append_printf (
      text, g_dngettext (GETTEXT_PACKAGE, "%s row", "%s rows", (gulong) preview->n_rows), rows);
  g_string_append_printf (text, " · %s", preview->encoding);
  g_string_append (text, " · ");
  /* Translators: the character between columns. */
  g_string_append_printf (text, _ ("separated by “%s”"), delimiter_to_text (preview->delimiter));
  if (preview->date_order != NULL)
    g_string_append_printf (text, " · %s",
                            strcmp (preview->date_order, "month-first") == 0
                                ? _ ("dates with the month first")
                                : _ ("dates with the day first"));
  return g_string_free (text, FALSE);
}

/* The sentence for a field without which the file cannot be read. */
static const char *
missing_to_text (const char *field)
{
  if (strcmp (field, "order") == 0)
    return _ ("Choose the column that holds the order number: it tells which lines were bought "
              "together.");
  if (strcmp (field, "item") == 0)
    return _ ("Choose the column that holds the SKU or the name of the product.");
  return _ ("Choose the column that holds the SKU: it tells the products apart.");
}

static char *
dup_example (const char *cell)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (cell, -1) <= LONGEST_EXAMPLE)
    return g_strdup (cell);
  start = g_utf8_substring (cell, 0, LONGEST_EXAMPLE);
  return g_strconcat (start, "…", NULL);
}

/* Different values, so that a merchant sees what the column is about. */
static char *
dup_examples (const PnrImportPreview *preview, guint column)
{
  g_autoptr (GPtrArray) examples = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < preview->rows->len && examples->len < MOST_EXAMPLES; i++) {
    char **cells = preview->rows->pdata[i];
    g_autofree char *example =
        column < g_strv_length (cells) ? dup_example (cells[column]) : g_strdup ("");

    if (*example != '\0'
        && !g_ptr_array_find_with_equal_func (examples, example, g_str_equal, NULL))
      g_ptr_array_add (examples, g_steal_pointer (&example));
  }
  if (examples->len == 0)
    return g_strdup (_ ("Empty in the first rows"));
  g_ptr_array_add (examples, NULL);
  return g_strjoinv (" · ", (char **) examples->pdata);
}

/* A header may be missing or long; a number finds the column as well. */
static char *
dup_header (const PnrImportPreview *preview, guint column)
{
  if (*preview->headers[column] != '\0')
    return g_strdup (preview->headers[column]);
  return g_strdup_printf (_ ("Column %u"), column + 1);
}

static void
column_chosen_cb (PnrPreviewView *self, const char *field, PnrColumnRow *row)
{
  guint column;
  GHashTableIter iter;
  gpointer other;

  g_return_if_fail (g_ptr_array_find (self->column_rows, row, &column));

  /* Of two columns with one field, the one chosen last has it. */
  g_hash_table_iter_init (&iter, self->choices);
  while (strcmp (field, PNR_FIELD_UNREAD) != 0 && g_hash_table_iter_next (&iter, NULL, &other)) {
    if (strcmp (other, field) == 0)
      g_hash_table_iter_remove (&iter);
  }
  g_hash_table_insert (self->choices, GUINT_TO_POINTER (column + 1), g_strdup (field));
  pnr_preview_view_look (self);
}

static void pnr_preview_view_show_columns (PnrPreviewView *self);

static void
more_activated_cb (PnrPreviewView *self)
{
  self->n_shown = G_MAXUINT;
  pnr_preview_view_show_columns (self);
}

static void
pnr_preview_view_drop_more_row (PnrPreviewView *self)
{
  if (self->more_row != NULL)
    adw_preferences_group_remove (self->column_group, self->more_row);
  self->more_row = NULL;
}

static void
pnr_preview_view_add_more_row (PnrPreviewView *self, guint n_hidden)
{
  g_autofree char *title = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Show %u more column", "Show %u more columns", n_hidden),
      n_hidden);

  self->more_row = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->more_row), title);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->more_row), TRUE);
  g_signal_connect_swapped (self->more_row, "activated", G_CALLBACK (more_activated_cb), self);
  adw_preferences_group_add (self->column_group, self->more_row);
}

/* Rows are kept, so that the focus stays where the merchant just chose. */
static void
pnr_preview_view_fit_columns (PnrPreviewView *self, guint n_columns)
{
  pnr_preview_view_drop_more_row (self);
  while (self->column_rows->len > n_columns) {
    GtkWidget *last = self->column_rows->pdata[self->column_rows->len - 1];

    g_ptr_array_set_size (self->column_rows, (int) self->column_rows->len - 1);
    adw_preferences_group_remove (self->column_group, last);
  }
  while (self->column_rows->len < n_columns) {
    GtkWidget *row = g_object_new (PNR_TYPE_COLUMN_ROW, NULL);

    g_signal_connect_swapped (row, "chosen", G_CALLBACK (column_chosen_cb), self);
    adw_preferences_group_add (self->column_group, row);
    g_ptr_array_add (self->column_rows, row);
  }
}

static void
pnr_preview_view_show_columns (PnrPreviewView *self)
{
  const PnrImportPreview *preview = self->preview;
  gboolean has_columns = preview != NULL && preview->headers != NULL
                         && preview->shape != PNR_IMPORT_BASKETS && preview->refusal == NULL;
  guint n_columns = has_columns ? g_strv_length (preview->headers) : 0;
  guint n_shown = MIN (n_columns, self->n_shown);

  gboolean is_new = self->column_rows->len == 0;

  pnr_preview_view_fit_columns (self, n_shown);
  for (guint i = 0; i < n_shown; i++) {
    g_autofree char *header = dup_header (preview, i);
    g_autofree char *examples = dup_examples (preview, i);

    pnr_column_row_show (self->column_rows->pdata[i], header, examples, preview->shape,
                         preview->fields[i]);
  }
  if (n_shown < n_columns)
    pnr_preview_view_add_more_row (self, n_columns - n_shown);
  if (is_new && n_shown > 0)
    pnr_unfold_rows (gtk_widget_get_parent (self->column_rows->pdata[0]));
  gtk_widget_set_visible (GTK_WIDGET (self->column_group), n_columns > 0);
}

/* The report speaks of rows that were left out; here nothing is done yet. */
static char *
dup_reason (const PnrProblem *problem)
{
  const char *end = _ ("The row was left out.");

  if (!g_str_has_suffix (problem->message, end))
    return g_strdup (problem->message);
  return g_strchomp (g_strndup (problem->message, strlen (problem->message) - strlen (end)));
}

static void
pnr_preview_view_add_problem (PnrPreviewView *self, const char *title)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  adw_expander_row_add_row (self->reject_row, row);
  g_ptr_array_add (self->problem_rows, row);
}

static char *
dup_problem_title (PnrImportReport *trial, guint n_problems)
{
  const PnrImportCounts *counts = pnr_import_report_get_counts (trial);
  g_autofree char *rejected = pnr_wording_dup_count (counts->rows_rejected);
  g_autofree char *all = pnr_wording_dup_count (counts->rows_read);

  if (counts->rows_rejected == 0)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u place needs a look", "%u places need a look", n_problems),
        n_problems);
  /* Translators: formatted counts: of the rows that cannot be read, and of all rows. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s of %s rows will be left out",
                                       "%s of %s rows will be left out",
                                       (gulong) counts->rows_rejected),
                          rejected, all);
}

static void
pnr_preview_view_show_problems (PnrPreviewView *self)
{
  PnrImportReport *trial = self->preview != NULL ? self->preview->trial : NULL;
  GPtrArray *problems = trial != NULL ? pnr_import_report_get_problems (trial) : NULL;
  guint n_problems = problems != NULL ? problems->len : 0;
  g_autofree char *title = trial != NULL ? dup_problem_title (trial, n_problems) : NULL;

  for (guint i = 0; i < self->problem_rows->len; i++)
    adw_expander_row_remove (self->reject_row, self->problem_rows->pdata[i]);
  g_ptr_array_set_size (self->problem_rows, 0);
  for (guint i = 0; i < MIN (n_problems, MOST_PROBLEM_ROWS); i++) {
    g_autofree char *reason = dup_reason (problems->pdata[i]);

    pnr_preview_view_add_problem (self, reason);
  }
  if (n_problems > MOST_PROBLEM_ROWS)
    pnr_preview_view_add_problem (self, _ ("The others are listed after the import."));
  if (title != NULL)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->reject_row), title);
  gtk_widget_set_visible (GTK_WIDGET (self->reject_row), n_problems > 0);
}

/* Twenty rows of labels are made only for whoever wants to see them. */
static void
table_expanded_cb (PnrPreviewView *self)
{
  if (self->preview != NULL && adw_expander_row_get_expanded (self->table_row))
    pnr_preview_table_fill (self->grid, self->preview);
}

static void
pnr_preview_view_show_sentence (PnrPreviewView *self, const char *sentence)
{
  gtk_label_set_label (self->problem_label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), sentence != NULL);
}

static gboolean
loses_all_rows (const PnrImportPreview *preview)
{
  const PnrImportCounts *counts =
      preview->trial != NULL ? pnr_import_report_get_counts (preview->trial) : NULL;

  return counts != NULL && counts->rows_read > 0 && counts->rows_rejected == counts->rows_read;
}

/* (nullable): why nothing would come of the import as it stands. */
static const char *
get_obstacle (const PnrImportPreview *preview)
{
  if (preview->refusal != NULL)
    return preview->refusal;
  if (preview->missing != NULL)
    return missing_to_text (preview->missing);
  if (loses_all_rows (preview))
    return _ ("No row can be read like this. See below why, and whether each column is read as "
              "what it is.");
  return NULL;
}

static void
pnr_preview_view_show (PnrPreviewView *self)
{
  const PnrImportPreview *preview = self->preview;
  g_autofree char *summary = dup_summary (preview);
  g_autofree char *markup = g_markup_escape_text (summary, -1);

  adw_preferences_group_set_description (self->file_group, markup);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->shape_row), shape_to_text (preview));
  adw_action_row_set_subtitle (self->profile_row, pnr_field_words_get_profile (preview->profile));
  gtk_widget_set_visible (GTK_WIDGET (self->profile_row), preview->shape != PNR_IMPORT_BASKETS);
  pnr_preview_view_show_sentence (self, get_obstacle (preview));
  pnr_preview_view_show_columns (self);
  pnr_preview_view_show_problems (self);
  table_expanded_cb (self);
  gtk_widget_set_visible (GTK_WIDGET (self->row_group), TRUE);
}

static void
pnr_preview_view_set_state (PnrPreviewView *self, PnrPreviewState state)
{
  self->state = state;
  gtk_spinner_set_spinning (self->spinner, state == PNR_PREVIEW_LOOKING);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
pnr_preview_view_fail (PnrPreviewView *self, const GError *error)
{
  g_clear_pointer (&self->preview, pnr_import_preview_free);
  adw_preferences_group_set_description (self->file_group, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->profile_row), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->row_group), FALSE);
  pnr_preview_view_show_columns (self);
  pnr_preview_view_show_sentence (self, error->message);
  pnr_preview_view_set_state (self, PNR_PREVIEW_UNREADABLE);
}

typedef struct {
  char *path;
  char *currency;
  PnrImportOptions *options;
  PnrProgress *progress;
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_free (look->path);
  g_free (look->currency);
  pnr_import_options_free (look->options);
  g_object_unref (look->progress);
  g_free (look);
}

static void
look_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Look *look = task_data;
  g_autoptr (GError) error = NULL;
  PnrImportPreview *preview =
      pnr_import_preview_new (look->path, look->options, look->currency, look->progress, &error);

  if (preview != NULL)
    g_task_return_pointer (task, preview, (GDestroyNotify) pnr_import_preview_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
look_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PnrPreviewView *self = PNR_PREVIEW_VIEW (source);
  Look *look = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrImportPreview) preview = g_task_propagate_pointer (G_TASK (result), &error);

  /* A look that was overtaken by the next choice, or by the end. */
  if (look->progress != self->progress)
    return;
  g_clear_object (&self->progress);
  if (preview == NULL) {
    pnr_preview_view_fail (self, error);
    return;
  }
  g_clear_pointer (&self->preview, pnr_import_preview_free);
  self->preview = g_steal_pointer (&preview);
  pnr_preview_view_show (self);
  pnr_preview_view_set_state (self, self->preview->refusal != NULL   ? PNR_PREVIEW_UNREADABLE
                                    : self->preview->missing != NULL ? PNR_PREVIEW_INCOMPLETE
                                                                     : PNR_PREVIEW_READY);
}

static void
pnr_preview_view_stop_looking (PnrPreviewView *self)
{
  if (self->progress != NULL)
    pnr_progress_cancel (self->progress);
  g_clear_object (&self->progress);
}

/* Reads the file off the main thread as it would be imported now. */
static void
pnr_preview_view_look (PnrPreviewView *self)
{
  g_autoptr (GTask) task = NULL;
  Look *look = g_new0 (Look, 1);

  pnr_preview_view_stop_looking (self);
  self->progress = pnr_progress_new ();
  look->path = g_strdup (self->path);
  look->currency = g_strdup (self->currency);
  look->options = pnr_preview_view_dup_options (self);
  look->progress = g_object_ref (self->progress);
  task = g_task_new (self, NULL, look_done_cb, NULL);
  g_task_set_task_data (task, look, look_free);
  g_task_run_in_thread (task, look_in_thread);
  pnr_preview_view_set_state (self, PNR_PREVIEW_LOOKING);
}

/* Fields of products mean nothing to orders, and a header that is spelt otherwise is another
 * column, so the choices are made anew. */
static void
reading_chosen_cb (PnrPreviewView *self)
{
  g_hash_table_remove_all (self->choices);
  if (self->path != NULL)
    pnr_preview_view_look (self);
}

static void
leave_out_clicked_cb (PnrPreviewView *self)
{
  g_signal_emit (self, signals[LEFT_OUT], 0);
}

static void
pnr_preview_view_dispose (GObject *object)
{
  PnrPreviewView *self = PNR_PREVIEW_VIEW (object);

  pnr_preview_view_stop_looking (self);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PNR_TYPE_PREVIEW_VIEW);

  G_OBJECT_CLASS (pnr_preview_view_parent_class)->dispose (object);
}

static void
pnr_preview_view_finalize (GObject *object)
{
  PnrPreviewView *self = PNR_PREVIEW_VIEW (object);

  g_clear_pointer (&self->preview, pnr_import_preview_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->currency, g_free);
  g_clear_pointer (&self->choices, g_hash_table_unref);
  g_clear_pointer (&self->column_rows, g_ptr_array_unref);
  g_clear_pointer (&self->problem_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (pnr_preview_view_parent_class)->finalize (object);
}

static void
pnr_preview_view_class_init (PnrPreviewViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pnr_preview_view_dispose;
  object_class->finalize = pnr_preview_view_finalize;

  signals[CHANGED] = g_signal_new ("changed", PNR_TYPE_PREVIEW_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[LEFT_OUT] = g_signal_new ("left-out", PNR_TYPE_PREVIEW_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, PNR_TYPE_STEADY_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/import/pnr-preview-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrPreviewView, file_group);
  gtk_widget_class_bind_template_child (widget_class, PnrPreviewView, spinner);
  gtk_widget_class_bind_template_child (widget_class, PnrPreviewView, leave_out_button);
  gtk_widget_class_bind_template_child (widget_class, PnrPreviewView, shape_row);
  gtk_widget_class_bind_template_child (widget_class, PnrPreviewView, encoding_row);
  gtk_widget_class_bind_template_child (widget_class, PnrPreviewView, encodings);
  gtk_widget_class_bind_template_child (widget_class, PnrPreviewView, profile_row);
  gtk_widget_class_bind_template_child (widget_class, PnrPreviewView, problem_label);
  gtk_widget_class_bind_template_child (widget_class, PnrPreviewView, column_group);
  gtk_widget_class_bind_template_child (widget_class, PnrPreviewView, row_group);
  gtk_widget_class_bind_template_child (widget_class, PnrPreviewView, reject_row);
  gtk_widget_class_bind_template_child (widget_class, PnrPreviewView, table_row);
  gtk_widget_class_bind_template_child (widget_class, PnrPreviewView, grid);
  gtk_widget_class_bind_template_callback (widget_class, reading_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_out_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, table_expanded_cb);
}

static void
pnr_preview_view_init (PnrPreviewView *self)
{
  self->choices = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->column_rows = g_ptr_array_new ();
  self->problem_rows = g_ptr_array_new ();
  self->n_shown = MOST_COLUMN_ROWS;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (PnrEncoding i = PNR_ENCODING_UTF8; i <= PNR_ENCODING_LAST; i++)
    gtk_string_list_append (self->encodings, pnr_encoding_get_name (i));
  pnr_reading_side_keep (gtk_widget_get_ancestor (GTK_WIDGET (self->grid), GTK_TYPE_VIEWPORT));
  pnr_wheel_leave (GTK_WIDGET (self));
}

/**
 * pnr_preview_view_new:
 * @path: a file
 * @currency: the plan's
 *
 * Returns: (transfer floating): a view that begins to look at the file
 */
GtkWidget *
pnr_preview_view_new (const char *path, const char *currency)
{
  PnrPreviewView *self = g_object_new (PNR_TYPE_PREVIEW_VIEW, NULL);
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *markup = g_markup_escape_text (name, -1);

  self->path = g_strdup (path);
  self->currency = g_strdup (currency);
  adw_preferences_group_set_title (self->file_group, markup);
  pnr_preview_view_look (self);
  return GTK_WIDGET (self);
}

const char *
pnr_preview_view_get_path (PnrPreviewView *self)
{
  g_return_val_if_fail (PNR_IS_PREVIEW_VIEW (self), NULL);

  return self->path;
}

PnrPreviewState
pnr_preview_view_get_state (PnrPreviewView *self)
{
  g_return_val_if_fail (PNR_IS_PREVIEW_VIEW (self), PNR_PREVIEW_UNREADABLE);

  return self->state;
}

/* Whether the merchant may leave the file out, as one of several. */
void
pnr_preview_view_set_removable (PnrPreviewView *self, gboolean is_removable)
{
  g_return_if_fail (PNR_IS_PREVIEW_VIEW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->leave_out_button), is_removable);
}

/**
 * pnr_preview_view_dup_options:
 * @self: a view
 *
 * Returns: (transfer full): how the merchant wants the file read
 */
PnrImportOptions *
pnr_preview_view_dup_options (PnrPreviewView *self)
{
  g_autoptr (GStrvBuilder) maps = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  PnrImportOptions options = { 0 };
  GHashTableIter iter;
  gpointer column;
  gpointer field;

  g_return_val_if_fail (PNR_IS_PREVIEW_VIEW (self), NULL);

  g_hash_table_iter_init (&iter, self->choices);
  while (self->preview != NULL && g_hash_table_iter_next (&iter, &column, &field)) {
    const char *header = self->preview->headers[GPOINTER_TO_UINT (column) - 1];
    g_autofree char *map =
        *header != '\0' ? g_strdup_printf ("%s=%s", (char *) field, header)
                        : g_strdup_printf ("%s=%u", (char *) field, GPOINTER_TO_UINT (column));

    g_strv_builder_add (maps, map);
  }
  list = g_strv_builder_end (maps);
  options.shape = (PnrImportShape) adw_combo_row_get_selected (self->shape_row);
  options.encoding = (PnrEncoding) adw_combo_row_get_selected (self->encoding_row);
  options.maps = (const char *const *) list;
  return pnr_import_options_copy (&options);
}
