/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log of the plan as a list, read beside the main thread and changed only where it differs. */
#include "config.h"

#include "ui/log/pnr-log-list.h"

#include "plan/pnr-plan-log.h"

struct _PnrLogList {
  GObject parent_instance;

  PnrPlan *plan;
  GListStore *entries;
  gboolean is_reading;
};

enum {
  CHANGING,
  CHANGED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrLogList, pnr_log_list, G_TYPE_OBJECT)

static const PnrLogFacts *
pnr_log_list_get_facts (PnrLogList *self, guint position)
{
  g_autoptr (PnrLogEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), position);

  return pnr_log_entry_get_facts (entry); /* the list holds it */
}

/* What an action was called and who did it never changes; whether it stands does. */
static gboolean
is_same (const PnrLogFacts *a, const PnrLogFacts *b)
{
  return a->id == b->id && a->state == b->state && a->undone == b->undone && a->redone == b->redone
         && a->can_return == b->can_return && a->is_newest == b->is_newest
         && g_strcmp0 (a->undone_by, b->undone_by) == 0
         && g_strcmp0 (a->redone_by, b->redone_by) == 0
         && g_strcmp0 (a->undone_why, b->undone_why) == 0
         && g_strcmp0 (a->redone_why, b->redone_why) == 0;
}

/* How many entries at the top of the new log are newer than what is listed. */
static guint
pnr_log_list_count_new (PnrLogList *self, GPtrArray *log)
{
  gint64 newest = g_list_model_get_n_items (G_LIST_MODEL (self->entries)) > 0
                      ? pnr_log_list_get_facts (self, 0)->id
                      : 0;
  guint n_new = 0;

  while (n_new < log->len && pnr_log_entry_get_facts (g_ptr_array_index (log, n_new))->id > newest)
    n_new++;
  return n_new;
}

/* Entries are only ever added on top, and what they say of their state changes in runs. */
static void
pnr_log_list_take (PnrLogList *self, GPtrArray *log)
{
  guint n_known = g_list_model_get_n_items (G_LIST_MODEL (self->entries));
  guint n_new = pnr_log_list_count_new (self, log);

  if (n_known + n_new != log->len) {
    g_list_store_splice (self->entries, 0, n_known, log->pdata, log->len);
    return;
  }
  if (n_new > 0)
    g_list_store_splice (self->entries, 0, 0, log->pdata, n_new);
  for (guint i = n_new; i < log->len;) {
    guint end = i;

    while (end < log->len
           && !is_same (pnr_log_list_get_facts (self, end),
                        pnr_log_entry_get_facts (g_ptr_array_index (log, end))))
      end++;
    if (end > i)
      g_list_store_splice (self->entries, i, end - i, log->pdata + i, end - i);
    i = end + 1;
  }
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PnrLogList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) log = pnr_plan_read_log_finish (PNR_PLAN (source), result, &error);

  self->is_reading = FALSE;
  if (log == NULL) {
    g_signal_emit (self, signals[FAILED], 0, error->message);
    return;
  }
  g_signal_emit (self, signals[CHANGING], 0);
  pnr_log_list_take (self, log);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
pnr_log_list_finalize (GObject *object)
{
  PnrLogList *self = PNR_LOG_LIST (object);

  g_clear_object (&self->entries);
  g_clear_object (&self->plan);

  G_OBJECT_CLASS (pnr_log_list_parent_class)->finalize (object);
}

static void
pnr_log_list_class_init (PnrLogListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pnr_log_list_finalize;

  signals[CHANGING] = g_signal_new ("changing", PNR_TYPE_LOG_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", PNR_TYPE_LOG_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", PNR_TYPE_LOG_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
pnr_log_list_init (PnrLogList *self)
{
  self->entries = g_list_store_new (PNR_TYPE_LOG_ENTRY);
}

PnrLogList *
pnr_log_list_new (PnrPlan *plan)
{
  PnrLogList *self = g_object_new (PNR_TYPE_LOG_LIST, NULL);

  self->plan = g_object_ref (plan);
  return self;
}

/* (transfer none): PnrLogEntry, the newest first. */
GListModel *
pnr_log_list_get_entries (PnrLogList *self)
{
  g_return_val_if_fail (PNR_IS_LOG_LIST (self), NULL);

  return G_LIST_MODEL (self->entries);
}

/**
 * pnr_log_list_refresh:
 * @self: a log
 *
 * Returns: whether the log is being read again; not when a reading is on its way already
 */
gboolean
pnr_log_list_refresh (PnrLogList *self)
{
  g_return_val_if_fail (PNR_IS_LOG_LIST (self), FALSE);

  if (self->is_reading)
    return FALSE;
  self->is_reading = TRUE;
  pnr_plan_read_log_async (self->plan, 0, read_cb, g_object_ref (self));
  return TRUE;
}

/**
 * pnr_log_list_count_steps:
 * @self: a log
 * @action_id: one of its actions
 * @n_back: (out): how many newer actions stand
 * @n_again: (out): how many actions up to this one are taken back but can be done again
 *
 * What lies between the plan and the moment right after the action.
 */
void
pnr_log_list_count_steps (PnrLogList *self, gint64 action_id, guint *n_back, guint *n_again)
{
  g_return_if_fail (PNR_IS_LOG_LIST (self));

  *n_back = 0;
  *n_again = 0;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->entries)); i++) {
    const PnrLogFacts *facts = pnr_log_list_get_facts (self, i);

    *n_back += facts->state == PNR_ACTION_STATE_DONE && facts->id > action_id;
    *n_again += facts->state == PNR_ACTION_STATE_UNDONE && facts->id <= action_id;
  }
}
