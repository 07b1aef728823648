/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One bundle as the merchant means it, ahead of the plan while edits are on their way there.
 *
 * Whoever edits changes the draft's bundle and says whether that was typing, which settles into
 * one action, or a choice, which is one at once. What contradicts itself is held back here until
 * it no longer does: the plan would refuse it, and half of what is meant is often a contradiction.
 */
#include "config.h"

#include "ui/bundles/pnr-bundle-draft.h"

#include "model/pnr-bundle-fault.h"

#include <glib/gi18n.h>

/* Typing settles before it becomes an action of its own. */
#define SETTLE_MS 700

struct _PnrBundleDraft {
  GObject parent_instance;

  PnrSession *session;
  PnrBundle *stored; /* the plan's */
  PnrBundle *bundle;
  guint n_on_the_way;
  guint settle_id;
  gboolean is_held;
};

enum {
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrBundleDraft, pnr_bundle_draft, G_TYPE_OBJECT)

static void
pnr_bundle_draft_emit (PnrBundleDraft *self)
{
  if (self->bundle != NULL)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* Takes over what the plan holds, unless edits of our own are still to land there. */
static void
pnr_bundle_draft_refresh (PnrBundleDraft *self)
{
  if (self->stored == NULL)
    return;
  if (self->n_on_the_way == 0 && self->settle_id == 0 && !self->is_held) {
    g_clear_object (&self->bundle);
    self->bundle = pnr_bundle_copy (self->stored);
  }
  pnr_bundle_draft_emit (self);
}

/* Something else was done to the bundle, so what was held back is no longer about it. */
static void
stored_changed_cb (PnrBundleDraft *self)
{
  if (self->n_on_the_way == 0)
    self->is_held = FALSE;
  pnr_bundle_draft_refresh (self);
}

typedef struct {
  PnrBundleDraft *draft;
  char *sentence;
} Errand;

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  g_object_unref (errand->draft);
  g_free (errand->sentence);
  g_free (errand);
}

static void
landed_cb (const GError *error, gpointer data)
{
  Errand *errand = data;
  PnrBundleDraft *self = errand->draft;

  self->n_on_the_way--;
  if (self->session != NULL && error != NULL)
    pnr_session_fail (self->session, error);
  else if (self->session != NULL && errand->sentence != NULL)
    pnr_session_offer_undo (self->session, errand->sentence);
  pnr_bundle_draft_refresh (self);
}

static void
pnr_bundle_draft_send (PnrBundleDraft *self, const char *name_format, const char *sentence)
{
  g_autoptr (PnrBundle) copy = pnr_bundle_copy (self->bundle);
  g_autoptr (PnrEdit) edit = NULL;
  GString *name = g_string_new (name_format);
  Errand *errand = g_new0 (Errand, 1);

  g_string_replace (name, "%s", pnr_bundle_get_name (copy), 1);
  edit = pnr_edit_new (name->str);
  pnr_edit_put (edit, copy);
  self->n_on_the_way++;
  errand->draft = g_object_ref (self);
  errand->sentence = g_strdup (sentence);
  /* The draft may only be taken from the plan again when this has landed. */
  pnr_outbox_send (pnr_session_get_outbox (self->session), edit, landed_cb, errand, errand_free);
  g_string_free (name, TRUE);
}

/* What is held back is lost with the bundle that is left; nobody should have to find out later. */
static void
pnr_bundle_draft_leave (PnrBundleDraft *self)
{
  PnrBundleFault fault;
  g_autofree char *sentence = NULL;

  if (!self->is_held || !pnr_bundle_find_fault (self->bundle, &fault))
    return;
  sentence = g_strdup_printf (
      /* Translators: name of a bundle, then a sentence with its full stop. */
      _ ("Bundle “%s” was not changed. %s"), pnr_bundle_get_name (self->stored), fault.sentence);
  pnr_session_say (self->session, sentence);
}

static void
pnr_bundle_draft_dispose (GObject *object)
{
  PnrBundleDraft *self = PNR_BUNDLE_DRAFT (object);

  g_clear_handle_id (&self->settle_id, g_source_remove);
  if (self->stored != NULL)
    g_signal_handlers_disconnect_by_func (self->stored, stored_changed_cb, self);
  g_clear_object (&self->stored);
  g_clear_object (&self->bundle);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (pnr_bundle_draft_parent_class)->dispose (object);
}

static void
pnr_bundle_draft_class_init (PnrBundleDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pnr_bundle_draft_dispose;

  signals[CHANGED] = g_signal_new ("changed", PNR_TYPE_BUNDLE_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
pnr_bundle_draft_init (PnrBundleDraft *self)
{
}

PnrBundleDraft *
pnr_bundle_draft_new (PnrSession *session)
{
  PnrBundleDraft *self = g_object_new (PNR_TYPE_BUNDLE_DRAFT, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (pnr_bundle_draft_get_products (self), "items-changed",
                           G_CALLBACK (pnr_bundle_draft_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "settle", G_CALLBACK (pnr_bundle_draft_settle), self,
                           G_CONNECT_SWAPPED);
  return self;
}

PnrSession *
pnr_bundle_draft_get_session (PnrBundleDraft *self)
{
  g_return_val_if_fail (PNR_IS_BUNDLE_DRAFT (self), NULL);

  return self->session;
}

PnrNounList *
pnr_bundle_draft_get_products (PnrBundleDraft *self)
{
  g_return_val_if_fail (PNR_IS_BUNDLE_DRAFT (self), NULL);

  return pnr_plan_get_products (pnr_session_get_plan (self->session));
}

PnrBundle *
pnr_bundle_draft_get_stored (PnrBundleDraft *self)
{
  g_return_val_if_fail (PNR_IS_BUNDLE_DRAFT (self), NULL);

  return self->stored;
}

/* Another bundle of the plan; what was typed for the one before is saved first. */
void
pnr_bundle_draft_set_stored (PnrBundleDraft *self, PnrBundle *stored)
{
  g_return_if_fail (PNR_IS_BUNDLE_DRAFT (self));
  g_return_if_fail (PNR_IS_BUNDLE (stored));

  if (self->stored == stored)
    return;
  pnr_bundle_draft_settle (self);
  pnr_bundle_draft_leave (self);
  if (self->stored != NULL)
    g_signal_handlers_disconnect_by_func (self->stored, stored_changed_cb, self);
  g_set_object (&self->stored, stored);
  g_clear_object (&self->bundle);
  self->bundle = pnr_bundle_copy (stored);
  self->is_held = FALSE;
  g_signal_connect_swapped (stored, "notify", G_CALLBACK (stored_changed_cb), self);
  pnr_bundle_draft_emit (self);
}

/* (nullable) (transfer none): what is meant, to be read and changed. */
PnrBundle *
pnr_bundle_draft_get_bundle (PnrBundleDraft *self)
{
  g_return_val_if_fail (PNR_IS_BUNDLE_DRAFT (self), NULL);

  return self->bundle;
}

/**
 * pnr_bundle_draft_find_fault:
 * @self: a draft
 * @fields: (array zero-terminated=1): beginnings of the fields that are asked about
 *
 * Returns: (nullable): a sentence where one of them contradicts something
 */
const char *
pnr_bundle_draft_find_fault (PnrBundleDraft *self, const char *const *fields)
{
  PnrBundleFault fault;

  g_return_val_if_fail (PNR_IS_BUNDLE_DRAFT (self), NULL);

  if (self->bundle == NULL || !pnr_bundle_find_fault (self->bundle, &fault))
    return NULL;
  for (guint i = 0; fields[i] != NULL; i++)
    if (g_str_has_prefix (fault.field, fields[i]))
      return fault.sentence;
  return NULL;
}

static gboolean
settle_cb (gpointer user_data)
{
  pnr_bundle_draft_settle (user_data);
  return G_SOURCE_REMOVE;
}

/* Figures follow every letter; the plan follows when the typing rests. */
void
pnr_bundle_draft_typed (PnrBundleDraft *self)
{
  g_return_if_fail (PNR_IS_BUNDLE_DRAFT (self));

  g_clear_handle_id (&self->settle_id, g_source_remove);
  self->settle_id = g_timeout_add (SETTLE_MS, settle_cb, self);
  pnr_bundle_draft_emit (self);
}

/**
 * pnr_bundle_draft_commit:
 * @self: a draft
 * @name_format: name of the action, with "%s" for that of the bundle
 * @sentence: (nullable): to tell of it, with an offer to undo
 *
 * What was typed goes with whatever else is changed, as one action; a contradiction waits.
 */
void
pnr_bundle_draft_commit (PnrBundleDraft *self, const char *name_format, const char *sentence)
{
  PnrBundleFault fault;

  g_return_if_fail (PNR_IS_BUNDLE_DRAFT (self));

  g_clear_handle_id (&self->settle_id, g_source_remove);
  self->is_held = pnr_bundle_find_fault (self->bundle, &fault);
  if (!self->is_held)
    pnr_bundle_draft_send (self, name_format, sentence);
  pnr_bundle_draft_emit (self);
}

/* Turns what was typed since the last time into one action. */
void
pnr_bundle_draft_settle (PnrBundleDraft *self)
{
  PnrNounList *bundles;

  g_return_if_fail (PNR_IS_BUNDLE_DRAFT (self));

  if (self->settle_id == 0)
    return;
  g_clear_handle_id (&self->settle_id, g_source_remove);
  bundles = pnr_plan_get_bundles (pnr_session_get_plan (self->session));
  /* Nobody wants a bundle back that was removed while its name was being typed. */
  if (pnr_noun_list_get_by_id (bundles, pnr_bundle_get_id (self->bundle)) != NULL)
    pnr_bundle_draft_commit (self, _ ("Change bundle “%s”"), NULL);
}
