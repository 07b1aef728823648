/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window says in passing: one sentence at a time, with an offer to take it back. */
#include "config.h"

#include "ui/pnr-toaster.h"

/* A toast of libadwaita 1.2 that is dismissed, or pushed aside by one of a higher priority, while
 * it still comes up takes the program down with it: its way up ends after it was freed. It comes
 * up in half a second, so that none is asked to leave earlier than this. */
#define STEADY_MS 750
#define SAYING_SECONDS 5
#define OFFER_SECONDS 8

/* @timeout 0: stays until it has been read. @action: what its button does. */
typedef struct {
  char *sentence;
  char *label;
  char *action;
  guint timeout;
} PnrSaying;

static PnrSaying *
pnr_saying_new (const char *sentence, const char *label, const char *action, guint timeout)
{
  PnrSaying *saying = g_new0 (PnrSaying, 1);

  saying->sentence = g_strdup (sentence);
  saying->label = g_strdup (label);
  saying->action = g_strdup (action);
  saying->timeout = timeout;
  return saying;
}

static void
pnr_saying_free (PnrSaying *saying)
{
  g_free (saying->sentence);
  g_free (saying->label);
  g_free (saying->action);
  g_free (saying);
}

struct _PnrToaster {
  GObject parent_instance;

  AdwToastOverlay *overlay;
  AdwToast *toast;
  PnrSaying *said;
  gint64 shown_at;
  GQueue waiting; /* PnrSaying, the next first */
  guint leave_id;
};

G_DEFINE_FINAL_TYPE (PnrToaster, pnr_toaster, G_TYPE_OBJECT)

static void toast_dismissed_cb (PnrToaster *self, AdwToast *toast);

static void
pnr_toaster_show_next (PnrToaster *self)
{
  g_autofree char *markup = NULL;

  self->said = g_queue_pop_head (&self->waiting);
  if (self->said == NULL)
    return;
  markup = g_markup_escape_text (self->said->sentence, -1);
  self->toast = adw_toast_new (markup);
  adw_toast_set_timeout (self->toast, self->said->timeout);
  if (self->said->action != NULL) {
    adw_toast_set_button_label (self->toast, self->said->label);
    adw_toast_set_detailed_action_name (self->toast, self->said->action);
  }
  self->shown_at = g_get_monotonic_time ();
  g_signal_connect_object (self->toast, "dismissed", G_CALLBACK (toast_dismissed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->overlay, g_object_ref (self->toast));
}

static void
pnr_toaster_forget (PnrToaster *self)
{
  g_clear_handle_id (&self->leave_id, g_source_remove);
  g_clear_object (&self->toast);
  g_clear_pointer (&self->said, pnr_saying_free);
}

static void
toast_dismissed_cb (PnrToaster *self, AdwToast *toast)
{
  if (toast != self->toast)
    return;
  pnr_toaster_forget (self);
  pnr_toaster_show_next (self);
}

/* What must be read comes back after what pushed it aside. */
static gboolean
leave_cb (gpointer user_data)
{
  PnrToaster *self = user_data;
  g_autoptr (AdwToast) toast = g_object_ref (self->toast);

  self->leave_id = 0;
  if (self->said->timeout == 0)
    g_queue_push_tail (&self->waiting, g_steal_pointer (&self->said));
  adw_toast_dismiss (toast);
  return G_SOURCE_REMOVE;
}

static void
pnr_toaster_leave_soon (PnrToaster *self)
{
  gint64 stood_ms = (g_get_monotonic_time () - self->shown_at) / 1000;

  if (self->leave_id == 0)
    self->leave_id = g_timeout_add ((guint) MAX (0, STEADY_MS - stood_ms), leave_cb, self);
}

/* What happened since then makes the older sentences that wait idle; those that must be read
 * wait on. */
static void
pnr_toaster_push (PnrToaster *self, PnrSaying *saying)
{
  for (guint i = g_queue_get_length (&self->waiting); i > 0; i--) {
    PnrSaying *older = g_queue_peek_nth (&self->waiting, i - 1);

    if (older->timeout > 0)
      pnr_saying_free (g_queue_pop_nth (&self->waiting, i - 1));
  }
  g_queue_push_head (&self->waiting, saying);
  if (self->toast == NULL)
    pnr_toaster_show_next (self);
  else
    pnr_toaster_leave_soon (self);
}

static void
pnr_toaster_dispose (GObject *object)
{
  PnrToaster *self = PNR_TOASTER (object);

  if (self->toast != NULL)
    g_signal_handlers_disconnect_by_data (self->toast, self);
  pnr_toaster_forget (self);
  g_queue_clear_full (&self->waiting, (GDestroyNotify) pnr_saying_free);
  g_clear_object (&self->overlay);

  G_OBJECT_CLASS (pnr_toaster_parent_class)->dispose (object);
}

static void
pnr_toaster_class_init (PnrToasterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pnr_toaster_dispose;
}

static void
pnr_toaster_init (PnrToaster *self)
{
  g_queue_init (&self->waiting);
}

PnrToaster *
pnr_toaster_new (AdwToastOverlay *overlay)
{
  PnrToaster *self = g_object_new (PNR_TYPE_TOASTER, NULL);

  self->overlay = g_object_ref (overlay);
  return self;
}

/* (nullable): what is said at the moment. */
const char *
pnr_toaster_get_sentence (PnrToaster *self)
{
  g_return_val_if_fail (PNR_IS_TOASTER (self), NULL);

  return self->said != NULL ? self->said->sentence : NULL;
}

void
pnr_toaster_say (PnrToaster *self, const char *sentence)
{
  g_return_if_fail (PNR_IS_TOASTER (self));

  pnr_toaster_push (self, pnr_saying_new (sentence, NULL, NULL, SAYING_SECONDS));
}

/* A failure stays until it has been read. */
void
pnr_toaster_fail (PnrToaster *self, const char *sentence)
{
  g_return_if_fail (PNR_IS_TOASTER (self));

  pnr_toaster_push (self, pnr_saying_new (sentence, NULL, NULL, 0));
}

/**
 * pnr_toaster_offer:
 * @self: a toaster
 * @sentence: what was done
 * @label: of a button
 * @detailed_action: what the button does, so that it is not done any more
 */
void
pnr_toaster_offer (PnrToaster *self, const char *sentence, const char *label,
                   const char *detailed_action)
{
  g_return_if_fail (PNR_IS_TOASTER (self));

  pnr_toaster_push (self, pnr_saying_new (sentence, label, detailed_action, OFFER_SECONDS));
}

/* Something else was done: the button would by now take that back. It goes at once, the sentence
 * when it has come up. */
void
pnr_toaster_withdraw (PnrToaster *self)
{
  g_return_if_fail (PNR_IS_TOASTER (self));

  for (guint i = g_queue_get_length (&self->waiting); i > 0; i--) {
    PnrSaying *waiting = g_queue_peek_nth (&self->waiting, i - 1);

    if (waiting->action != NULL)
      pnr_saying_free (g_queue_pop_nth (&self->waiting, i - 1));
  }
  if (self->toast == NULL || self->said->action == NULL)
    return;
  adw_toast_set_button_label (self->toast, NULL);
  adw_toast_set_action_name (self->toast, NULL);
  pnr_toaster_leave_soon (self);
}
