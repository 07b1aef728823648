/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The open document: its lists for the window, and the one gate through which it changes. */
#include "config.h"

#include "plan/pnr-plan.h"

#include "plan/pnr-plan-private.h"
#include "plan/pnr-plan-worker.h"

/* The store lives in the worker's thread. What it changed comes back in @arrived, in the order of
 * the commits, and is merged into the lists in the thread that made the plan: the main thread. */
struct _PnrPlan {
  GObject parent_instance;

  PnrPlanWorker *worker;
  PnrStore *store;
  GThread *main_thread;
  GMainContext *context;
  GAsyncQueue *arrived;
  char *name;
  char *path;
  char *currency;
  gboolean is_read_only;
  char *read_only_reason;
  char *undo_name;
  char *redo_name;
  gint64 n_orders;
  PnrNounList *products;
  PnrNounList *relations;
  PnrNounList *bundles;
  PnrNounList *scenarios;
  PnrNounList *places;
  PnrNounList *verdicts;
};

enum {
  PROP_0,
  PROP_NAME,
  PROP_PATH,
  PROP_CURRENCY,
  PROP_IS_READ_ONLY,
  PROP_READ_ONLY_REASON,
  PROP_UNDO_NAME,
  PROP_REDO_NAME,
  PROP_N_ORDERS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PnrPlan, pnr_plan, G_TYPE_OBJECT)

static PnrNounList *
pnr_plan_get_list (PnrPlan *self, GType type)
{
  if (type == PNR_TYPE_PRODUCT)
    return self->products;
  if (type == PNR_TYPE_RELATION)
    return self->relations;
  if (type == PNR_TYPE_BUNDLE)
    return self->bundles;
  if (type == PNR_TYPE_SCENARIO)
    return self->scenarios;
  if (type == PNR_TYPE_PLACE)
    return self->places;
  g_assert (type == PNR_TYPE_VERDICT);
  return self->verdicts;
}

/* Known nouns stay the same objects, so that selections and open inspectors survive an import. */
static void
replace_list (PnrNounList *list, GPtrArray *fresh)
{
  g_autoptr (GPtrArray) nouns = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < fresh->len; i++) {
    PnrNoun *noun = g_ptr_array_index (fresh, i);
    PnrNoun *known = pnr_noun_list_get_by_id (list, pnr_noun_get_id (noun));

    if (known != NULL)
      pnr_noun_assign (known, noun);
    g_ptr_array_add (nouns, g_object_ref (known != NULL ? known : noun));
  }
  pnr_noun_list_replace (list, g_steal_pointer (&nouns));
}

static void
pnr_plan_replace_all (PnrPlan *self, PnrContents *contents)
{
  replace_list (self->products, contents->products);
  replace_list (self->relations, contents->relations);
  replace_list (self->bundles, contents->bundles);
  replace_list (self->scenarios, contents->scenarios);
  replace_list (self->places, contents->places);
  replace_list (self->verdicts, contents->verdicts);
}

static void
pnr_plan_set_text (PnrPlan *self, char **field, const char *text, guint property)
{
  if (g_strcmp0 (*field, text) == 0)
    return;
  g_free (*field);
  *field = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
pnr_plan_merge (PnrPlan *self, PnrStoreChange *change)
{
  if (change->contents != NULL)
    pnr_plan_replace_all (self, change->contents);
  /* What pointed to a removed noun goes before the noun: ascending types are no order, so removals
   * of products come last. */
  for (guint i = 0; i < change->removals->len; i++) {
    PnrStoreRemoval *removal = &g_array_index (change->removals, PnrStoreRemoval, i);

    if (removal->type != PNR_TYPE_PRODUCT)
      pnr_noun_list_remove (pnr_plan_get_list (self, removal->type), removal->id);
  }
  for (guint i = 0; i < change->puts->len; i++) {
    PnrNoun *noun = g_ptr_array_index (change->puts, i);

    pnr_noun_list_put (pnr_plan_get_list (self, G_OBJECT_TYPE (noun)), noun);
  }
  for (guint i = 0; i < change->removals->len; i++) {
    PnrStoreRemoval *removal = &g_array_index (change->removals, PnrStoreRemoval, i);

    if (removal->type == PNR_TYPE_PRODUCT)
      pnr_noun_list_remove (self->products, removal->id);
  }
  pnr_plan_set_text (self, &self->undo_name, change->undo_name, PROP_UNDO_NAME);
  pnr_plan_set_text (self, &self->redo_name, change->redo_name, PROP_REDO_NAME);
  if (self->n_orders != change->n_orders) {
    self->n_orders = change->n_orders;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ORDERS]);
  }
}

static void
pnr_plan_merge_arrived (PnrPlan *self)
{
  PnrStoreChange *arrived;

  while ((arrived = g_async_queue_try_pop (self->arrived)) != NULL) {
    g_autoptr (PnrStoreChange) change = arrived;

    pnr_plan_merge (self, change);
  }
}

/* As a source, for g_main_context_invoke() would call at once in a thread that owns no loop. */
static void
call_in_context (GMainContext *context, GSourceFunc func, gpointer data, GDestroyNotify destroy)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, destroy);
  g_source_attach (source, context);
}

static gboolean
merge_arrived_cb (gpointer data)
{
  pnr_plan_merge_arrived (data);
  return G_SOURCE_REMOVE;
}

static void
pnr_plan_merge_soon (PnrPlan *self)
{
  if (g_thread_self () == self->main_thread)
    pnr_plan_merge_arrived (self);
  else
    call_in_context (self->context, merge_arrived_cb, g_object_ref (self), g_object_unref);
}

static void
close_store (gpointer data)
{
  PnrPlan *self = data;

  if (self->store != NULL)
    pnr_store_close (self->store);
}

/* Waits for what is being written, then lets go of the file; the lists stay readable. */
void
pnr_plan_close (PnrPlan *self)
{
  g_return_if_fail (PNR_IS_PLAN (self));

  if (self->worker == NULL)
    return;
  pnr_plan_worker_run (self->worker, close_store, self);
  g_clear_pointer (&self->worker, pnr_plan_worker_free);
  pnr_plan_merge_arrived (self);
}

static void
pnr_plan_dispose (GObject *object)
{
  PnrPlan *self = PNR_PLAN (object);

  pnr_plan_close (self);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (pnr_plan_parent_class)->dispose (object);
}

static void
pnr_plan_finalize (GObject *object)
{
  PnrPlan *self = PNR_PLAN (object);

  g_clear_object (&self->products);
  g_clear_object (&self->relations);
  g_clear_object (&self->bundles);
  g_clear_object (&self->scenarios);
  g_clear_object (&self->places);
  g_clear_object (&self->verdicts);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->arrived, g_async_queue_unref);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->currency, g_free);
  g_clear_pointer (&self->read_only_reason, g_free);
  g_clear_pointer (&self->undo_name, g_free);
  g_clear_pointer (&self->redo_name, g_free);

  G_OBJECT_CLASS (pnr_plan_parent_class)->finalize (object);
}

static void
pnr_plan_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PnrPlan *self = PNR_PLAN (object);

  switch (prop_id) {
  case PROP_NAME:
    g_value_set_string (value, self->name);
    break;
  case PROP_PATH:
    g_value_set_string (value, self->path);
    break;
  case PROP_CURRENCY:
    g_value_set_string (value, self->currency);
    break;
  case PROP_IS_READ_ONLY:
    g_value_set_boolean (value, self->is_read_only);
    break;
  case PROP_READ_ONLY_REASON:
    g_value_set_string (value, self->read_only_reason);
    break;
  case PROP_UNDO_NAME:
    g_value_set_string (value, self->undo_name);
    break;
  case PROP_REDO_NAME:
    g_value_set_string (value, self->redo_name);
    break;
  case PROP_N_ORDERS:
    g_value_set_int64 (value, self->n_orders);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_plan_class_init (PnrPlanClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = pnr_plan_dispose;
  object_class->finalize = pnr_plan_finalize;
  object_class->get_property = pnr_plan_get_property;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  properties[PROP_CURRENCY] = g_param_spec_string ("currency", NULL, NULL, NULL, flags);
  properties[PROP_IS_READ_ONLY] = g_param_spec_boolean ("is-read-only", NULL, NULL, FALSE, flags);
  properties[PROP_READ_ONLY_REASON] =
      g_param_spec_string ("read-only-reason", NULL, NULL, NULL, flags);
  properties[PROP_UNDO_NAME] = g_param_spec_string ("undo-name", NULL, NULL, NULL, flags);
  properties[PROP_REDO_NAME] = g_param_spec_string ("redo-name", NULL, NULL, NULL, flags);
  properties[PROP_N_ORDERS] = g_param_spec_int64 ("n-orders", NULL, NULL, 0, G_MAXINT64, 0, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pnr_plan_init (PnrPlan *self)
{
  self->worker = pnr_plan_worker_new ();
  self->main_thread = g_thread_self ();
  self->context = g_main_context_ref_thread_default ();
  self->arrived = g_async_queue_new_full ((GDestroyNotify) pnr_store_change_free);
  self->products = pnr_noun_list_new (PNR_TYPE_PRODUCT);
  self->relations = pnr_noun_list_new (PNR_TYPE_RELATION);
  self->bundles = pnr_noun_list_new (PNR_TYPE_BUNDLE);
  self->scenarios = pnr_noun_list_new (PNR_TYPE_SCENARIO);
  self->places = pnr_noun_list_new (PNR_TYPE_PLACE);
  self->verdicts = pnr_noun_list_new (PNR_TYPE_VERDICT);
}

/* Opening, in the worker's thread. @currency: make a new plan. */
typedef struct {
  PnrPlan *plan;
  char *path;
  char *currency;
  GError *error;
  GTask *task;
} Opening;

static void
opening_free (Opening *opening)
{
  g_clear_object (&opening->plan);
  g_free (opening->path);
  g_free (opening->currency);
  g_clear_error (&opening->error);
  g_clear_object (&opening->task);
  g_free (opening);
}

static Opening *
opening_new (const char *path, const char *currency)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->plan = g_object_new (PNR_TYPE_PLAN, NULL);
  opening->path = g_strdup (path);
  opening->currency = g_strdup (currency);
  return opening;
}

static void
open_store (gpointer data)
{
  Opening *opening = data;
  PnrPlan *plan = opening->plan;
  PnrStoreChange *state;

  if (opening->currency != NULL)
    plan->store = pnr_store_create (opening->path, opening->currency, &opening->error);
  else
    plan->store = pnr_store_open (opening->path, PNR_STORE_OPEN_DEFAULT, &opening->error);
  if (plan->store == NULL)
    return;
  state = pnr_store_read_state (plan->store, &opening->error);
  if (state != NULL)
    g_async_queue_push (plan->arrived, state);
  else
    pnr_store_close (plan->store);
}

/* In the main thread, once the store is open. */
static PnrPlan *
opening_end (Opening *opening, GError **error)
{
  PnrPlan *plan = opening->plan;

  if (opening->error != NULL) {
    g_propagate_error (error, g_steal_pointer (&opening->error));
    return NULL;
  }
  plan->name = g_strdup (pnr_store_get_name (plan->store));
  plan->path = g_strdup (pnr_store_get_path (plan->store));
  plan->currency = g_strdup (pnr_store_get_currency (plan->store));
  plan->is_read_only = pnr_store_is_read_only (plan->store);
  plan->read_only_reason = g_strdup (pnr_store_get_read_only_reason (plan->store));
  pnr_plan_merge_arrived (plan);
  return g_object_ref (plan);
}

static PnrPlan *
open_now (Opening *opening, GError **error)
{
  PnrPlan *plan;

  pnr_plan_worker_run (opening->plan->worker, open_store, opening);
  plan = opening_end (opening, error);
  opening_free (opening);
  return plan;
}

PnrPlan *
pnr_plan_create (const char *path, const char *currency, GError **error)
{
  g_return_val_if_fail (path != NULL && currency != NULL, NULL);

  return open_now (opening_new (path, currency), error);
}

PnrPlan *
pnr_plan_open (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  return open_now (opening_new (path, NULL), error);
}

static gboolean
opened_cb (gpointer data)
{
  Opening *opening = data;
  g_autoptr (GTask) task = g_steal_pointer (&opening->task);
  GError *error = NULL;
  g_autoptr (PnrPlan) plan = opening_end (opening, &error);

  if (g_task_return_error_if_cancelled (task))
    g_clear_error (&error);
  else if (plan != NULL)
    g_task_return_pointer (task, g_steal_pointer (&plan), g_object_unref);
  else
    g_task_return_error (task, error);
  opening_free (opening);
  return G_SOURCE_REMOVE;
}

static void
open_store_then_tell (gpointer data)
{
  Opening *opening = data;

  open_store (opening);
  call_in_context (g_task_get_context (opening->task), opened_cb, opening, NULL);
}

void
pnr_plan_open_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback,
                     gpointer user_data)
{
  Opening *opening = opening_new (path, NULL);

  opening->task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (opening->task, pnr_plan_open_async);
  pnr_plan_worker_push (opening->plan->worker, open_store_then_tell, opening);
}

PnrPlan *
pnr_plan_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

const char *
pnr_plan_get_name (PnrPlan *self)
{
  g_return_val_if_fail (PNR_IS_PLAN (self), NULL);

  return self->name;
}

const char *
pnr_plan_get_path (PnrPlan *self)
{
  g_return_val_if_fail (PNR_IS_PLAN (self), NULL);

  return self->path;
}

const char *
pnr_plan_get_currency (PnrPlan *self)
{
  g_return_val_if_fail (PNR_IS_PLAN (self), NULL);

  return self->currency;
}

gboolean
pnr_plan_is_read_only (PnrPlan *self)
{
  g_return_val_if_fail (PNR_IS_PLAN (self), TRUE);

  return self->is_read_only;
}

const char *
pnr_plan_get_read_only_reason (PnrPlan *self)
{
  g_return_val_if_fail (PNR_IS_PLAN (self), NULL);

  return self->read_only_reason;
}

const char *
pnr_plan_get_undo_name (PnrPlan *self)
{
  g_return_val_if_fail (PNR_IS_PLAN (self), NULL);

  return self->undo_name;
}

const char *
pnr_plan_get_redo_name (PnrPlan *self)
{
  g_return_val_if_fail (PNR_IS_PLAN (self), NULL);

  return self->redo_name;
}

gint64
pnr_plan_get_n_orders (PnrPlan *self)
{
  g_return_val_if_fail (PNR_IS_PLAN (self), 0);

  return self->n_orders;
}

PnrNounList *
pnr_plan_get_products (PnrPlan *self)
{
  g_return_val_if_fail (PNR_IS_PLAN (self), NULL);

  return self->products;
}

PnrNounList *
pnr_plan_get_relations (PnrPlan *self)
{
  g_return_val_if_fail (PNR_IS_PLAN (self), NULL);

  return self->relations;
}

PnrNounList *
pnr_plan_get_bundles (PnrPlan *self)
{
  g_return_val_if_fail (PNR_IS_PLAN (self), NULL);

  return self->bundles;
}

PnrNounList *
pnr_plan_get_scenarios (PnrPlan *self)
{
  g_return_val_if_fail (PNR_IS_PLAN (self), NULL);

  return self->scenarios;
}

PnrNounList *
pnr_plan_get_places (PnrPlan *self)
{
  g_return_val_if_fail (PNR_IS_PLAN (self), NULL);

  return self->places;
}

PnrNounList *
pnr_plan_get_verdicts (PnrPlan *self)
{
  g_return_val_if_fail (PNR_IS_PLAN (self), NULL);

  return self->verdicts;
}

static gpointer
read_contents (PnrStore *store, gpointer data, PnrStoreChange **change, GError **error)
{
  return pnr_store_read_contents (store, error);
}

/**
 * pnr_plan_get_contents:
 * @self: a plan
 *
 * Returns: (transfer full) (nullable): everything that is planned as it is on the disk now; %NULL
 *   when the disk does not answer
 */
PnrContents *
pnr_plan_get_contents (PnrPlan *self)
{
  return pnr_plan_run_on_store (self, read_contents, NULL, NULL);
}

gint64
pnr_plan_take_id (PnrPlan *self)
{
  g_return_val_if_fail (PNR_IS_PLAN (self), 0);

  return pnr_store_take_id (self->store);
}

typedef struct {
  PnrPlan *plan;
  PnrPlanStoreFunc func;
  gpointer data;
  gpointer result;
  GError *error;
} StoreCall;

static void
call_store (gpointer data)
{
  StoreCall *call = data;
  PnrStoreChange *change = NULL;

  call->result = call->func (call->plan->store, call->data, &change, &call->error);
  if (change != NULL)
    g_async_queue_push (call->plan->arrived, change);
}

/**
 * pnr_plan_run_on_store: (skip)
 * @self: an open plan
 * @func: what to do
 * @data: for @func
 * @error: a place for its error
 *
 * Returns: what @func returned
 */
gpointer
pnr_plan_run_on_store (PnrPlan *self, PnrPlanStoreFunc func, gpointer data, GError **error)
{
  StoreCall call = { self, func, data, NULL, NULL };

  g_return_val_if_fail (PNR_IS_PLAN (self), NULL);
  g_return_val_if_fail (self->worker != NULL, NULL);

  pnr_plan_worker_run (self->worker, call_store, &call);
  pnr_plan_merge_soon (self);
  if (call.error != NULL)
    g_propagate_error (error, call.error);
  return call.result;
}

PnrStore *
pnr_plan_open_reader (PnrPlan *self, GError **error)
{
  g_return_val_if_fail (PNR_IS_PLAN (self), NULL);

  return pnr_store_open (pnr_store_get_path (self->store), PNR_STORE_OPEN_READ_ONLY, error);
}

static gpointer
apply_edit (PnrStore *store, gpointer data, PnrStoreChange **change, GError **error)
{
  return GINT_TO_POINTER (pnr_store_apply_edit (store, data, change, error));
}

static gpointer
undo (PnrStore *store, gpointer data, PnrStoreChange **change, GError **error)
{
  return GINT_TO_POINTER (pnr_store_undo (store, change, error));
}

static gpointer
redo (PnrStore *store, gpointer data, PnrStoreChange **change, GError **error)
{
  return GINT_TO_POINTER (pnr_store_redo (store, change, error));
}

gboolean
pnr_plan_commit (PnrPlan *self, PnrEdit *edit, GError **error)
{
  return pnr_plan_run_on_store (self, apply_edit, edit, error) != NULL;
}

gboolean
pnr_plan_undo (PnrPlan *self, GError **error)
{
  return pnr_plan_run_on_store (self, undo, NULL, error) != NULL;
}

gboolean
pnr_plan_redo (PnrPlan *self, GError **error)
{
  return pnr_plan_run_on_store (self, redo, NULL, error) != NULL;
}

/* A call whose answer comes later; the task's source is the plan. */
typedef struct {
  StoreCall call;
  PnrEdit *edit;
  GTask *task;
} LaterCall;

static gboolean
later_call_done_cb (gpointer data)
{
  LaterCall *later = data;
  g_autoptr (GTask) task = later->task;

  pnr_plan_merge_arrived (later->call.plan);
  if (later->call.error != NULL)
    g_task_return_error (task, later->call.error);
  else
    g_task_return_boolean (task, TRUE);
  g_clear_object (&later->edit);
  g_free (later);
  return G_SOURCE_REMOVE;
}

static void
call_store_later (gpointer data)
{
  LaterCall *later = data;

  call_store (&later->call);
  call_in_context (g_task_get_context (later->task), later_call_done_cb, later, NULL);
}

static void
pnr_plan_call_later (PnrPlan *self, PnrPlanStoreFunc func, PnrEdit *edit,
                     GAsyncReadyCallback callback, gpointer user_data)
{
  LaterCall *later;

  g_return_if_fail (PNR_IS_PLAN (self));
  g_return_if_fail (self->worker != NULL);

  later = g_new0 (LaterCall, 1);
  later->edit = edit != NULL ? g_object_ref (edit) : NULL;
  later->call = (StoreCall){ self, func, later->edit, NULL, NULL };
  later->task = g_task_new (self, NULL, callback, user_data);
  pnr_plan_worker_push (self->worker, call_store_later, later);
}

void
pnr_plan_commit_async (PnrPlan *self, PnrEdit *edit, GAsyncReadyCallback callback,
                       gpointer user_data)
{
  pnr_plan_call_later (self, apply_edit, edit, callback, user_data);
}

void
pnr_plan_undo_async (PnrPlan *self, GAsyncReadyCallback callback, gpointer user_data)
{
  pnr_plan_call_later (self, undo, NULL, callback, user_data);
}

void
pnr_plan_redo_async (PnrPlan *self, GAsyncReadyCallback callback, gpointer user_data)
{
  pnr_plan_call_later (self, redo, NULL, callback, user_data);
}

gboolean
pnr_plan_commit_finish (PnrPlan *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
pnr_plan_undo_finish (PnrPlan *self, GAsyncResult *result, GError **error)
{
  return pnr_plan_commit_finish (self, result, error);
}

gboolean
pnr_plan_redo_finish (PnrPlan *self, GAsyncResult *result, GError **error)
{
  return pnr_plan_commit_finish (self, result, error);
}
