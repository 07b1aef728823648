/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list that follows another a few rows at a time, so that no view builds them all in one frame.
 */
#include "config.h"

#include "ui/pnr-gradual-list.h"

/* GTK's list views build up to 200 rows whenever the model says that its items are others: after an
 * import, a search, an undo. That is longer than a frame, and it cannot be interrupted. So this
 * list keeps what the view has seen, and hands on the change in turns.
 *
 *   shown  [ head: as in the model | what is still old | tail: as in the model ]
 *
 * First the old rows go from their end until about a screenful is left, for a row that comes or
 * goes before others makes GTK style all the others again. Then that screenful is exchanged, so
 * that the table is never seen empty, and then the new rows follow from the top.
 *
 * Building a row is about a third of what it costs; measuring and drawing it comes after the turn.
 */
#define TURN_US 2500
/* With every turn in which rows go, GTK styles all that are left: the fewer turns the better. */
#define DROP_TURN_US 8000
#define TURN_MS 10
#define SCREENFUL 32
#define FEW 8
/* Rows that the view has not built cost next to nothing, but the next may all be built: half a
 * millisecond each. */
#define MOST_CHUNK 8
#define QUICK_US 300

struct _PnrGradualList {
  GObject parent_instance;

  GListModel *model;
  GPtrArray *shown;
  guint n_head;
  guint n_tail;
  guint turn_id;
};

enum {
  SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void pnr_gradual_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PnrGradualList, pnr_gradual_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      pnr_gradual_list_model_init))

static GType
pnr_gradual_list_get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (PNR_GRADUAL_LIST (model)->model);
}

static guint
pnr_gradual_list_get_n_items (GListModel *model)
{
  return PNR_GRADUAL_LIST (model)->shown->len;
}

static gpointer
pnr_gradual_list_get_item (GListModel *model, guint position)
{
  GPtrArray *shown = PNR_GRADUAL_LIST (model)->shown;

  return position < shown->len ? g_object_ref (g_ptr_array_index (shown, position)) : NULL;
}

static void
pnr_gradual_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = pnr_gradual_list_get_item_type;
  iface->get_n_items = pnr_gradual_list_get_n_items;
  iface->get_item = pnr_gradual_list_get_item;
}

static guint
pnr_gradual_list_count_old (PnrGradualList *self)
{
  return self->shown->len - self->n_head - self->n_tail;
}

static guint
pnr_gradual_list_count_new (PnrGradualList *self)
{
  return g_list_model_get_n_items (self->model) - self->n_head - self->n_tail;
}

static void
pnr_gradual_list_drop_old (PnrGradualList *self, guint n_old)
{
  guint position = self->shown->len - self->n_tail - n_old;

  g_ptr_array_remove_range (self->shown, position, n_old);
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_old, 0);
}

/* Puts the next @n_new of the model in the place of the next @n_old. */
static void
pnr_gradual_list_exchange (PnrGradualList *self, guint n_old, guint n_new)
{
  guint position = self->n_head;

  if (n_old > 0)
    g_ptr_array_remove_range (self->shown, position, n_old);
  for (guint i = 0; i < n_new; i++)
    g_ptr_array_insert (self->shown, (int) (position + i),
                        g_list_model_get_item (self->model, position + i));
  self->n_head += n_new;
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_old, n_new);
}

/* Rows that are the same objects again are left alone. */
static void
pnr_gradual_list_skip_same (PnrGradualList *self)
{
  while (pnr_gradual_list_count_old (self) > 0 && pnr_gradual_list_count_new (self) > 0) {
    g_autoptr (GObject) item = g_list_model_get_item (self->model, self->n_head);

    if (item != g_ptr_array_index (self->shown, self->n_head))
      return;
    self->n_head++;
  }
}

/* Returns: whether the next step is of the same sort, so that this one tells what that will cost.
 */
static gboolean
pnr_gradual_list_step (PnrGradualList *self, guint chunk)
{
  guint n_old = pnr_gradual_list_count_old (self);
  guint n_new = pnr_gradual_list_count_new (self);

  if (n_old > SCREENFUL) {
    pnr_gradual_list_drop_old (self, MIN (chunk, n_old - SCREENFUL));
    return n_old - SCREENFUL > chunk;
  }
  pnr_gradual_list_exchange (self, MIN (chunk, n_old), MIN (chunk, n_new));
  return TRUE;
}

/* What the view does not build is cheap, so the chunks grow while they are quick. */
static gboolean
turn_cb (gpointer user_data)
{
  PnrGradualList *self = user_data;
  gint64 now = g_get_monotonic_time ();
  gint64 end = now + (pnr_gradual_list_count_old (self) > SCREENFUL ? DROP_TURN_US : TURN_US);
  guint chunk = FEW / 2;

  while (now < end) {
    gint64 start = now;
    gboolean goes_on;

    pnr_gradual_list_skip_same (self);
    if (pnr_gradual_list_is_settled (self)) {
      self->turn_id = 0;
      g_signal_emit (self, signals[SETTLED], 0);
      return G_SOURCE_REMOVE;
    }
    goes_on = pnr_gradual_list_step (self, chunk);
    now = g_get_monotonic_time ();
    if (!goes_on)
      end = MIN (end, now + TURN_US);
    chunk = goes_on && now - start < QUICK_US ? MIN (2 * chunk, MOST_CHUNK) : FEW / 2;
  }
  return G_SOURCE_CONTINUE;
}

static void
pnr_gradual_list_begin (PnrGradualList *self)
{
  if (self->turn_id == 0)
    self->turn_id = g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, TURN_MS, turn_cb, self, NULL);
}

static void
model_changed_cb (PnrGradualList *self, guint position, guint n_removed, guint n_added)
{
  guint n_after = g_list_model_get_n_items (self->model) - position - n_added;

  if (self->turn_id == 0) {
    self->n_head = position;
    self->n_tail = n_after;
    if (n_removed <= FEW && n_added <= FEW)
      pnr_gradual_list_exchange (self, n_removed, n_added);
    else
      pnr_gradual_list_begin (self);
    return;
  }
  self->n_head = MIN (self->n_head, position);
  self->n_tail = MIN (self->n_tail, n_after);
}

static void
pnr_gradual_list_dispose (GObject *object)
{
  PnrGradualList *self = PNR_GRADUAL_LIST (object);

  g_clear_handle_id (&self->turn_id, g_source_remove);

  G_OBJECT_CLASS (pnr_gradual_list_parent_class)->dispose (object);
}

static void
pnr_gradual_list_finalize (GObject *object)
{
  PnrGradualList *self = PNR_GRADUAL_LIST (object);

  g_clear_object (&self->model);
  g_clear_pointer (&self->shown, g_ptr_array_unref);

  G_OBJECT_CLASS (pnr_gradual_list_parent_class)->finalize (object);
}

static void
pnr_gradual_list_class_init (PnrGradualListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pnr_gradual_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = pnr_gradual_list_finalize;

  signals[SETTLED] = g_signal_new ("settled", PNR_TYPE_GRADUAL_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
pnr_gradual_list_init (PnrGradualList *self)
{
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * pnr_gradual_list_new:
 * @model: (transfer full): what to follow
 *
 * Returns: a list that is empty at first
 */
PnrGradualList *
pnr_gradual_list_new (GListModel *model)
{
  PnrGradualList *self = g_object_new (PNR_TYPE_GRADUAL_LIST, NULL);

  self->model = model;
  g_signal_connect_object (model, "items-changed", G_CALLBACK (model_changed_cb), self,
                           G_CONNECT_SWAPPED);
  if (g_list_model_get_n_items (model) > 0)
    pnr_gradual_list_begin (self);
  return self;
}

gboolean
pnr_gradual_list_is_settled (PnrGradualList *self)
{
  g_return_val_if_fail (PNR_IS_GRADUAL_LIST (self), TRUE);

  return pnr_gradual_list_count_old (self) == 0 && pnr_gradual_list_count_new (self) == 0;
}
