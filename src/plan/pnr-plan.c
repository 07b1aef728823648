/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The open document: its lists for the window, kept as the plan file is. */
#include "config.h"

#include "plan/pnr-plan.h"

#include "plan/pnr-plan-private.h"

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
  PROP_NEWEST_ACTION,
  PROP_NOTICE,
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
  self->history_days = change->history_days;
  if (self->n_orders != change->n_orders) {
    self->n_orders = change->n_orders;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ORDERS]);
  }
  if (self->newest_action != change->newest_action) {
    self->newest_action = change->newest_action;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEWEST_ACTION]);
  }
  if (change->notice != NULL)
    pnr_plan_set_text (self, &self->notice, change->notice, PROP_NOTICE);
}

void
pnr_plan_merge_arrived (PnrPlan *self)
{
  PnrStoreChange *arrived;

  while ((arrived = g_async_queue_try_pop (self->arrived)) != NULL) {
    g_autoptr (PnrStoreChange) change = arrived;

    pnr_plan_merge (self, change);
  }
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

  if (pnr_plan_worker_stop (self->worker, close_store, self))
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
  g_clear_pointer (&self->worker, pnr_plan_worker_free);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->arrived, g_async_queue_unref);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->currency, g_free);
  g_clear_pointer (&self->read_only_reason, g_free);
  g_clear_pointer (&self->undo_name, g_free);
  g_clear_pointer (&self->redo_name, g_free);
  g_clear_pointer (&self->notice, g_free);

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
  case PROP_NEWEST_ACTION:
    g_value_set_int64 (value, self->newest_action);
    break;
  case PROP_NOTICE:
    g_value_set_string (value, self->notice);
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
  properties[PROP_NEWEST_ACTION] =
      g_param_spec_int64 ("newest-action", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_NOTICE] = g_param_spec_string ("notice", NULL, NULL, NULL, flags);

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

gint64
pnr_plan_get_newest_action (PnrPlan *self)
{
  g_return_val_if_fail (PNR_IS_PLAN (self), 0);

  return self->newest_action;
}

/* What was repaired or is at risk, as a sentence to be shown once; or NULL. */
const char *
pnr_plan_get_notice (PnrPlan *self)
{
  g_return_val_if_fail (PNR_IS_PLAN (self), NULL);

  return self->notice;
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
