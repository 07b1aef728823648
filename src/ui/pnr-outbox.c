/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is on its way to the plan, edits and steps of undo; what the disk did not take waits here.
 */
#include "config.h"

#include "ui/pnr-outbox.h"

struct _PnrOutbox {
  GObject parent_instance;

  PnrPlan *plan;
  GQueue waiting; /* PnrLetter, the oldest first */
  char *problem;
  gboolean is_trying;
};

enum {
  PROP_0,
  PROP_PLAN,
  PROP_PROBLEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PnrOutbox, pnr_outbox, G_TYPE_OBJECT)

typedef struct {
  PnrOutbox *outbox;
  PnrAct *act;
  PnrProgress *progress;
  PnrOutboxTriedFunc tried;
  PnrOutboxFunc func;
  gpointer data;
  GDestroyNotify free_data;
} PnrLetter;

static void
pnr_letter_free (PnrLetter *letter)
{
  g_clear_object (&letter->outbox);
  g_object_unref (letter->act);
  g_clear_object (&letter->progress);
  if (letter->free_data != NULL)
    letter->free_data (letter->data);
  g_free (letter);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrLetter, pnr_letter_free)

/* Whoever shows the progress of the first try cannot show that of a later one. */
static void
pnr_letter_end_try (PnrLetter *letter)
{
  if (letter->tried != NULL)
    letter->tried (letter->data);
  letter->tried = NULL;
  g_clear_object (&letter->progress);
}

static void
pnr_letter_tell (PnrLetter *letter, const GError *error)
{
  if (letter->func != NULL)
    letter->func (error, letter->data);
}

static void
pnr_outbox_clear_problem (PnrOutbox *self)
{
  if (self->problem == NULL)
    return;
  g_clear_pointer (&self->problem, g_free);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

static void posted_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
pnr_outbox_post (PnrOutbox *self, PnrLetter *letter)
{
  /* While it is on its way the letter holds the outbox; while it waits, the outbox the letter. */
  g_set_object (&letter->outbox, self);
  pnr_act_do_async (letter->act, self->plan, letter->progress, posted_cb, letter);
}

/* One after the other: each is done on top of the one before it. */
static void
pnr_outbox_post_next (PnrOutbox *self)
{
  PnrLetter *letter = g_queue_pop_head (&self->waiting);

  self->is_trying = letter != NULL;
  if (letter != NULL)
    pnr_outbox_post (self, letter);
  else
    pnr_outbox_clear_problem (self);
}

/* What was tried again goes back to the front; what failed for the first time comes after what
 * failed before it. */
static void
pnr_outbox_keep (PnrOutbox *self, PnrLetter *letter, const GError *error)
{
  if (self->is_trying)
    g_queue_push_head (&self->waiting, letter);
  else
    g_queue_push_tail (&self->waiting, letter);
  self->is_trying = FALSE;
  g_clear_object (&letter->outbox);
  for (GList *l = self->waiting.head; l != NULL; l = l->next)
    pnr_letter_end_try (l->data);
  /* Said again even when the words are the same: there may be more that waits now. */
  g_free (self->problem);
  self->problem = g_strdup (error->message);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

static void
posted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PnrLetter *letter = user_data;
  g_autoptr (PnrOutbox) self = g_object_ref (letter->outbox);
  g_autoptr (GError) error = NULL;
  gboolean has_landed = pnr_act_do_finish (PNR_PLAN (source), result, &error);

  if (!has_landed && pnr_plan_can_try_again (error)) {
    pnr_outbox_keep (self, letter, error);
    return;
  }
  pnr_letter_end_try (letter);
  pnr_letter_tell (letter, error);
  pnr_letter_free (letter);
  if (self->is_trying)
    pnr_outbox_post_next (self);
}

static void
pnr_outbox_finalize (GObject *object)
{
  PnrOutbox *self = PNR_OUTBOX (object);

  g_queue_clear_full (&self->waiting, (GDestroyNotify) pnr_letter_free);
  g_clear_pointer (&self->problem, g_free);
  g_clear_object (&self->plan);

  G_OBJECT_CLASS (pnr_outbox_parent_class)->finalize (object);
}

static void
pnr_outbox_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_PROBLEM:
    g_value_set_string (value, PNR_OUTBOX (object)->problem);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_outbox_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_PLAN:
    PNR_OUTBOX (object)->plan = g_value_dup_object (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_outbox_class_init (PnrOutboxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = pnr_outbox_finalize;
  object_class->get_property = pnr_outbox_get_property;
  object_class->set_property = pnr_outbox_set_property;

  properties[PROP_PLAN] =
      g_param_spec_object ("plan", NULL, NULL, PNR_TYPE_PLAN,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PROBLEM] =
      g_param_spec_string ("problem", NULL, NULL, NULL,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pnr_outbox_init (PnrOutbox *self)
{
  g_queue_init (&self->waiting);
}

PnrOutbox *
pnr_outbox_new (PnrPlan *plan)
{
  return g_object_new (PNR_TYPE_OUTBOX, "plan", plan, NULL);
}

const char *
pnr_outbox_get_problem (PnrOutbox *self)
{
  g_return_val_if_fail (PNR_IS_OUTBOX (self), NULL);

  return self->problem;
}

/* How many acts are not in the plan, because the disk did not take them. */
guint
pnr_outbox_get_n_waiting (PnrOutbox *self)
{
  g_return_val_if_fail (PNR_IS_OUTBOX (self), 0);

  return g_queue_get_length (&self->waiting) + self->is_trying;
}

/* Returns: (transfer full) (element-type PnrAct): what waits, in its order */
GPtrArray *
pnr_outbox_dup_waiting (PnrOutbox *self)
{
  GPtrArray *acts = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (PNR_IS_OUTBOX (self), acts);

  for (GList *l = self->waiting.head; l != NULL; l = l->next) {
    PnrLetter *letter = l->data;

    g_ptr_array_add (acts, g_object_ref (letter->act));
  }
  return acts;
}

/* While older ones wait it queues behind them, and all are tried again. */
static void
pnr_outbox_take (PnrOutbox *self, PnrLetter *letter)
{
  if (pnr_outbox_get_n_waiting (self) == 0) {
    pnr_outbox_post (self, letter);
    return;
  }
  g_queue_push_tail (&self->waiting, letter);
  pnr_outbox_try_again (self);
}

/**
 * pnr_outbox_send:
 * @self: an outbox
 * @edit: what to change, as one undoable action
 * @func: (nullable): told what became of it
 * @data: for @func
 * @free_data: (nullable): frees @data
 *
 * Sends the edit at once, or behind those that wait.
 */
void
pnr_outbox_send (PnrOutbox *self, PnrEdit *edit, PnrOutboxFunc func, gpointer data,
                 GDestroyNotify free_data)
{
  PnrLetter *letter;

  g_return_if_fail (PNR_IS_OUTBOX (self));

  letter = g_new0 (PnrLetter, 1);
  letter->act = pnr_act_new_edit (edit);
  letter->func = func;
  letter->data = data;
  letter->free_data = free_data;
  pnr_outbox_take (self, letter);
}

/**
 * pnr_outbox_send_walk:
 * @self: an outbox
 * @act: (transfer full): a way through the log
 * @progress: (nullable): of the first try
 * @tried: told once when the first try is over
 * @func: told what became of it
 * @data: for @tried and @func
 * @free_data: frees @data
 *
 * What is done first is taken back last: a step behind edits that wait takes these back.
 */
void
pnr_outbox_send_walk (PnrOutbox *self, PnrAct *act, PnrProgress *progress, PnrOutboxTriedFunc tried,
                      PnrOutboxFunc func, gpointer data, GDestroyNotify free_data)
{
  PnrLetter *letter;

  g_return_if_fail (PNR_IS_OUTBOX (self));

  letter = g_new0 (PnrLetter, 1);
  letter->act = act;
  letter->progress = progress != NULL ? g_object_ref (progress) : NULL;
  letter->tried = tried;
  letter->func = func;
  letter->data = data;
  letter->free_data = free_data;
  pnr_outbox_take (self, letter);
}

void
pnr_outbox_try_again (PnrOutbox *self)
{
  g_return_if_fail (PNR_IS_OUTBOX (self));

  if (!self->is_trying)
    pnr_outbox_post_next (self);
}

/* What waits is dropped, and who sent it is told so. */
void
pnr_outbox_give_up (PnrOutbox *self)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "");

  g_return_if_fail (PNR_IS_OUTBOX (self));

  while (!g_queue_is_empty (&self->waiting)) {
    g_autoptr (PnrLetter) letter = g_queue_pop_head (&self->waiting);

    pnr_letter_end_try (letter);
    pnr_letter_tell (letter, error);
  }
  if (!self->is_trying)
    pnr_outbox_clear_problem (self);
}
