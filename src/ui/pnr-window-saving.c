/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes that the disk did not take: the bar that says so, and the question before closing. */
#include "config.h"

#include "ui/pnr-window-private.h"

#include "ui/pnr-notice.h"

#include <glib/gi18n.h>

#define MOST_NAMED 3

/* The pages show what is on the disk, so the bar says what is not. */
static char *
dup_names_of_waiting (PnrOutbox *outbox)
{
  g_autoptr (GPtrArray) acts = pnr_outbox_dup_waiting (outbox);
  GString *names = g_string_new (NULL);
  guint n_named = MIN (acts->len, MOST_NAMED);

  for (guint i = 0; i < n_named; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "; " : "", pnr_act_get_name (acts->pdata[i]));
  if (acts->len > n_named)
    g_string_append_printf (names, ngettext ("; and %u more", "; and %u more", acts->len - n_named),
                            acts->len - n_named);
  return g_string_free (names, FALSE);
}

static void
problem_changed_cb (PnrWindow *self)
{
  PnrOutbox *outbox = pnr_session_get_outbox (self->session);
  const char *problem = pnr_outbox_get_problem (outbox);
  guint n_waiting = pnr_outbox_get_n_waiting (outbox);

  if (self->unsaved_revealer == NULL) /* the window is on its way out */
    return;
  if (problem != NULL) {
    g_autofree char *names = dup_names_of_waiting (outbox);
    g_autofree char *sentence = g_strdup_printf (
        /* Translators: how many changes, their names, and the sentence that says why. */
        ngettext ("%1$u change is not saved and not shown yet: %2$s. %3$s",
                  "%1$u changes are not saved and not shown yet: %2$s. %3$s", n_waiting),
        n_waiting, names, problem);

    gtk_label_set_label (self->unsaved_label, sentence);
    gtk_widget_set_visible (self->save_copy_button,
                            g_action_map_lookup_action (G_ACTION_MAP (self), "save-copy") != NULL);
  }
  pnr_notice_show (self->unsaved_revealer, problem != NULL);
  pnr_window_update_actions (self);
}

/* Shows the bar while changes wait; to be called when the window has its session. */
void
pnr_window_watch_saving (PnrWindow *self)
{
  g_signal_connect_object (pnr_session_get_outbox (self->session), "notify::problem",
                           G_CALLBACK (problem_changed_cb), self, G_CONNECT_SWAPPED);
  problem_changed_cb (self);
}

static void
close_response_cb (PnrWindow *self, const char *response)
{
  if (g_str_equal (response, "try-again"))
    pnr_outbox_try_again (pnr_session_get_outbox (self->session));
  if (g_str_equal (response, "copy"))
    pnr_window_save_copy (self);
  if (!g_str_equal (response, "close"))
    return;
  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

/* Whether the merchant is asked first, because closing would lose what is not in the file. */
gboolean
pnr_window_ask_before_closing (PnrWindow *self)
{
  guint n_waiting = self->session != NULL && !self->may_close
                        ? pnr_outbox_get_n_waiting (pnr_session_get_outbox (self->session))
                        : 0;
  AdwMessageDialog *dialog;

  if (n_waiting == 0)
    return FALSE;
  dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (GTK_WINDOW (self), _ ("Close Without Saving?"),
                              pnr_outbox_get_problem (pnr_session_get_outbox (self->session))));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "close",
                                    ngettext ("_Lose the Change", "_Lose the Changes", n_waiting),
                                    "copy", _ ("_Save a Copy…"), "try-again", _ ("_Try Again"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "close", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "try-again");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (close_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  return TRUE;
}
