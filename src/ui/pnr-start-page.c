/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a window without a plan offers: a sample, a new plan, a file, the recent ones. */
#include "config.h"

#include "ui/pnr-start-page.h"

#include <glib/gi18n.h>

#define MOST_RECENT 6

struct _PnrStartPage {
  AdwBin parent_instance;

  GtkWidget *suits_row;
  GtkWidget *footwear_row;
  GtkWidget *phones_row;
  GtkListBox *recent_list;
  GtkWidget *recent_group;
};

enum {
  SAMPLE_CHOSEN,
  PLAN_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrStartPage, pnr_start_page, ADW_TYPE_BIN)

static void
sample_activated_cb (PnrStartPage *self, GtkWidget *row)
{
  const char *sample = row == self->suits_row      ? "suits"
                       : row == self->footwear_row ? "footwear"
                                                   : "phones";

  g_signal_emit (self, signals[SAMPLE_CHOSEN], 0, sample);
}

static void
recent_activated_cb (PnrStartPage *self, GtkListBoxRow *row)
{
  const char *uri = g_object_get_data (G_OBJECT (row), "uri");
  g_autoptr (GFile) file = g_file_new_for_uri (uri);

  g_signal_emit (self, signals[PLAN_CHOSEN], 0, file);
}

/* A vanished file stays on the list, greyed, so that nobody wonders where it went. */
static void
pnr_start_page_add_recent (PnrStartPage *self, GtkRecentInfo *info)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_strdup (gtk_recent_info_get_display_name (info));
  g_autofree char *folder = NULL;
  g_autofree char *markup_title = NULL;
  g_autofree char *markup_folder = NULL;
  g_autoptr (GFile) file = g_file_new_for_uri (gtk_recent_info_get_uri (info));
  g_autoptr (GFile) parent = g_file_get_parent (file);

  if (g_str_has_suffix (title, ".pannier"))
    title[strlen (title) - strlen (".pannier")] = '\0';
  folder = parent != NULL ? g_file_get_parse_name (parent) : g_strdup ("");
  markup_title = g_markup_escape_text (title, -1);
  markup_folder = g_markup_escape_text (folder, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), markup_title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), markup_folder);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_icon_name (ADW_ACTION_ROW (row), "x-office-spreadsheet-symbolic");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_sensitive (row, gtk_recent_info_exists (info));
  g_object_set_data_full (G_OBJECT (row), "uri", g_strdup (gtk_recent_info_get_uri (info)), g_free);
  gtk_list_box_append (self->recent_list, row);
}

static int
compare_recent (gconstpointer a, gconstpointer b)
{
  return g_date_time_compare (gtk_recent_info_get_modified ((GtkRecentInfo *) b),
                              gtk_recent_info_get_modified ((GtkRecentInfo *) a));
}

static void
pnr_start_page_fill_recent (PnrStartPage *self)
{
  GList *infos = g_list_sort (gtk_recent_manager_get_items (gtk_recent_manager_get_default ()),
                              compare_recent);
  guint n_shown = 0;

  for (GList *l = infos; l != NULL && n_shown < MOST_RECENT; l = l->next) {
    if (g_str_has_suffix (gtk_recent_info_get_uri (l->data), ".pannier")) {
      pnr_start_page_add_recent (self, l->data);
      n_shown++;
    }
  }
  gtk_widget_set_visible (self->recent_group, n_shown > 0);
  g_list_free_full (infos, (GDestroyNotify) gtk_recent_info_unref);
}

static void
pnr_start_page_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PNR_TYPE_START_PAGE);

  G_OBJECT_CLASS (pnr_start_page_parent_class)->dispose (object);
}

static void
pnr_start_page_class_init (PnrStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_start_page_dispose;

  signals[SAMPLE_CHOSEN] = g_signal_new ("sample-chosen", PNR_TYPE_START_PAGE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[PLAN_CHOSEN] = g_signal_new ("plan-chosen", PNR_TYPE_START_PAGE, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_FILE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/pannier/Pannier/ui/pnr-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrStartPage, suits_row);
  gtk_widget_class_bind_template_child (widget_class, PnrStartPage, footwear_row);
  gtk_widget_class_bind_template_child (widget_class, PnrStartPage, phones_row);
  gtk_widget_class_bind_template_child (widget_class, PnrStartPage, recent_list);
  gtk_widget_class_bind_template_child (widget_class, PnrStartPage, recent_group);
  gtk_widget_class_bind_template_callback (widget_class, sample_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, recent_activated_cb);
}

static void
pnr_start_page_init (PnrStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pnr_start_page_fill_recent (self);
}
