/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The older states that were kept of a plan, to choose one from. */
#include "config.h"

#include "ui/keeping/pnr-snapshots-window.h"

#include "plan/pnr-plan-keeping.h"

#include <glib/gi18n.h>

struct _PnrSnapshotsWindow {
  AdwWindow parent_instance;

  GtkStack *stack;
  AdwPreferencesGroup *group;
  GtkListBox *list;
  GtkWidget *remove_button;

  char *plan_path;
  char *explanation;
  gboolean offers_removal;
  GPtrArray *snapshots;
};

enum {
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrSnapshotsWindow, pnr_snapshots_window, ADW_TYPE_WINDOW)

static char *
dup_title (const PnrSnapshotFacts *facts)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (facts->taken);

  return time != NULL ? g_date_time_format (time, "%c") : g_strdup ("");
}

static char *
dup_subtitle (const PnrSnapshotFacts *facts)
{
  g_autofree char *size = g_format_size (facts->n_bytes);
  const char *extent = facts->has_orders ? _ ("with orders") : _ ("without orders");

  if (facts->perhaps_of != NULL)
    /* Translators: a path, then "with orders" or "without orders", then a size. */
    return g_strdup_printf (_ ("Possibly of another plan: taken of “%s” · %s · %s"),
                            facts->perhaps_of, extent, size);
  if (facts->last_action == NULL)
    /* Translators: "with orders" or "without orders", then a size such as "1.2 MB". */
    return g_strdup_printf (_ ("Before the first action · %s · %s"), extent, size);
  /* Translators: an action such as "Add bundle", "with orders" or "without orders", a size. */
  return g_strdup_printf (_ ("After “%s” · %s · %s"), facts->last_action, extent, size);
}

static GtkWidget *
make_row (PnrSnapshot *snapshot)
{
  const PnrSnapshotFacts *facts = pnr_snapshot_get_facts (snapshot);
  g_autofree char *title = dup_title (facts);
  g_autofree char *subtitle = dup_subtitle (facts);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
row_activated_cb (PnrSnapshotsWindow *self, GtkListBoxRow *row)
{
  g_autoptr (PnrSnapshot) snapshot =
      g_object_ref (g_ptr_array_index (self->snapshots, gtk_list_box_row_get_index (row)));

  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (self, signals[CHOSEN], 0, snapshot);
}

/* What cannot be removed from here is said before anybody tries, and after. Returns: how many
 * there are of them */
static guint
explain_shared (PnrSnapshotsWindow *self)
{
  g_autofree char *sentence = NULL;
  g_autofree char *both = NULL;
  const char *owner = NULL;
  guint n_shared = 0;

  for (guint i = 0; i < self->snapshots->len; i++) {
    const PnrSnapshotFacts *facts = pnr_snapshot_get_facts (self->snapshots->pdata[i]);

    n_shared += facts->shared_with != NULL ? 1 : 0;
    owner = facts->shared_with != NULL ? facts->shared_with : owner;
  }
  sentence = n_shared > 0 ? pnr_plan_dup_shared_sentence (n_shared, owner) : NULL;
  both = g_strconcat (self->explanation, sentence != NULL ? " " : NULL, sentence, NULL);
  adw_preferences_group_set_description (self->group, both);
  return n_shared;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PnrSnapshotsWindow) self = user_data;
  guint n_shared;

  self->snapshots = pnr_plan_list_snapshots_finish (result, NULL);
  if (self->list == NULL)
    return;
  for (guint i = 0; i < self->snapshots->len; i++)
    gtk_list_box_append (self->list, make_row (self->snapshots->pdata[i]));
  gtk_stack_set_visible_child_name (self->stack, self->snapshots->len > 0 ? "list" : "empty");
  n_shared = explain_shared (self);
  gtk_widget_set_visible (self->remove_button,
                          self->offers_removal && self->snapshots->len > n_shared);
}

/* What could not be removed is listed again. */
static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PnrSnapshotsWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = pnr_plan_remove_all_snapshots_finish (result, &error);

  if (self->list == NULL)
    return;
  if (!is_done) {
    g_free (self->explanation);
    self->explanation = g_strdup (error->message);
  }
  for (GtkListBoxRow *row; (row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL;)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_clear_pointer (&self->snapshots, g_ptr_array_unref);
  pnr_plan_list_snapshots_async (self->plan_path, listed_cb, g_object_ref (self));
}

static void
remove_response_cb (PnrSnapshotsWindow *self, const char *response)
{
  if (!g_str_equal (response, "remove"))
    return;
  gtk_stack_set_visible_child_name (self->stack, "loading");
  gtk_widget_set_visible (self->remove_button, FALSE);
  pnr_plan_remove_all_snapshots_async (self->plan_path, removed_cb, g_object_ref (self));
}

/* The one act that nothing takes back, so it is asked for. */
static void
remove_clicked_cb (PnrSnapshotsWindow *self)
{
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (self), _ ("Remove All Snapshots of This Plan?"),
                              _ ("The plan itself stays as it is. Its older states, and customers’ "
                                 "names that some of them may still hold, are gone for good. An "
                                 "import too large for the history cannot be undone any more."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "remove",
                                    _ ("_Remove"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "remove",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (remove_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
pnr_snapshots_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PNR_TYPE_SNAPSHOTS_WINDOW);

  G_OBJECT_CLASS (pnr_snapshots_window_parent_class)->dispose (object);
}

static void
pnr_snapshots_window_finalize (GObject *object)
{
  PnrSnapshotsWindow *self = PNR_SNAPSHOTS_WINDOW (object);

  g_clear_pointer (&self->snapshots, g_ptr_array_unref);
  g_free (self->plan_path);
  g_free (self->explanation);

  G_OBJECT_CLASS (pnr_snapshots_window_parent_class)->finalize (object);
}

static void
pnr_snapshots_window_class_init (PnrSnapshotsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_snapshots_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = pnr_snapshots_window_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", PNR_TYPE_SNAPSHOTS_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, PNR_TYPE_SNAPSHOT);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/keeping/pnr-snapshots-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrSnapshotsWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, PnrSnapshotsWindow, group);
  gtk_widget_class_bind_template_child (widget_class, PnrSnapshotsWindow, list);
  gtk_widget_class_bind_template_child (widget_class, PnrSnapshotsWindow, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pnr_snapshots_window_init (PnrSnapshotsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pnr_snapshots_window_new:
 * @parent: the window it belongs to
 * @plan_path: a plan, perhaps a damaged one
 * @explanation: what choosing a snapshot does
 *
 * Returns: a window that lists the plan's snapshots, the newest first
 */
PnrSnapshotsWindow *
pnr_snapshots_window_new (GtkWindow *parent, const char *plan_path, const char *explanation)
{
  PnrSnapshotsWindow *self =
      g_object_new (PNR_TYPE_SNAPSHOTS_WINDOW, "transient-for", parent, "application",
                    gtk_window_get_application (parent), NULL);

  adw_preferences_group_set_description (self->group, explanation);
  self->plan_path = g_strdup (plan_path);
  self->explanation = g_strdup (explanation);
  pnr_plan_list_snapshots_async (plan_path, listed_cb, g_object_ref (self));
  return self;
}

/* Of a plan that is sound, for which it does not need them. */
void
pnr_snapshots_window_offer_removal (PnrSnapshotsWindow *self)
{
  g_return_if_fail (PNR_IS_SNAPSHOTS_WINDOW (self));

  self->offers_removal = TRUE;
}
