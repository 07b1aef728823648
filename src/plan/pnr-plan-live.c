/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bundle whose price is moved: all shoppers asked anew at every position.
 *
 * The orders are read and the shoppers drawn once; while nothing but the price changes, a worker
 * only asks them what they buy now. One position is counted at a time. Those that pass meanwhile
 * are left out, so that the figures are never further behind than one count. */
#include "config.h"

#include "plan/pnr-plan-live.h"

#include <glib/gi18n.h>

#include "economy/pnr-cannibalisation.h"
#include "economy/pnr-crowd-store.h"
#include "economy/pnr-simulation.h"
#include "plan/pnr-plan-jobs.h"
#include "plan/pnr-plan-market.h"
#include "plan/pnr-plan-past.h"
#include "plan/pnr-plan-sheet.h"
#include "plan/pnr-plan-trial.h"

/* One position, copied on the main thread. @contents and @scenario only where what was read for
 * the position before does not hold any more. */
typedef struct {
  PnrBundle *bundle;
  PnrContents *contents;
  PnrScenario *scenario;
  PnrProgress *progress;
} LivePosition;

typedef struct {
  PnrOutcome *outcome;
  PnrWaterfall *waterfall;
} LiveCount;

/* @contents to @store are the running worker's; nobody else looks at them. @inputs: of the newest
 * position that was asked for. */
struct _PnrPlanLive {
  GObject parent_instance;

  PnrPlan *plan;
  PnrContents *contents;
  PnrScenario *scenario;
  PnrMarket *market;
  PnrCrowdStore *store;

  char *inputs;
  LivePosition *waiting;
  PnrProgress *progress; /* of the position that is being counted */
  PnrOutcome *outcome;
  PnrWaterfall *waterfall;
  char *failure;
};

enum {
  COUNTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrPlanLive, pnr_plan_live, G_TYPE_OBJECT)

static void pnr_plan_live_go_to (PnrPlanLive *self, LivePosition *position);

static void
live_position_free (LivePosition *position)
{
  g_object_unref (position->bundle);
  g_clear_pointer (&position->contents, pnr_contents_unref);
  g_clear_object (&position->scenario);
  g_object_unref (position->progress);
  g_free (position);
}

static void
live_count_free (LiveCount *count)
{
  g_clear_pointer (&count->outcome, pnr_outcome_unref);
  g_clear_pointer (&count->waterfall, pnr_waterfall_unref);
  g_free (count);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LiveCount, live_count_free)

static PnrMarket *
read_market (PnrPlanLive *self, const LivePosition *position, GError **error)
{
  g_autoptr (PnrBasketSet) baskets = pnr_plan_read_baskets (self->plan, position->progress, error);
  g_autoptr (GPtrArray) bundles = g_ptr_array_new ();
  PnrMarket *market;

  if (baskets == NULL)
    return NULL;
  g_ptr_array_add (bundles, position->bundle);
  market = pnr_plan_market_new (position->contents, baskets, bundles, position->scenario, error);
  return pnr_plan_market_learn (self->plan, NULL, baskets, market, position->progress, error);
}

/* What is read is kept for the positions that follow. */
static gboolean
pnr_plan_live_read (PnrPlanLive *self, const LivePosition *position, GError **error)
{
  g_clear_pointer (&self->market, pnr_market_unref);
  g_clear_pointer (&self->contents, pnr_contents_unref);
  self->contents = pnr_contents_ref (position->contents);
  g_set_object (&self->scenario, position->scenario);
  self->market = read_market (self, position, error);
  return self->market != NULL;
}

static LiveCount *
pnr_plan_live_count (PnrPlanLive *self, const LivePosition *position, GError **error)
{
  PnrSimulationSettings settings = { .seed = PNR_SIMULATION_DEFAULT_SEED, .store = self->store };
  g_autoptr (LiveCount) count = g_new0 (LiveCount, 1);
  g_autoptr (PnrMarket) market = NULL;

  if (position->contents != NULL && !pnr_plan_live_read (self, position, error))
    return NULL;
  market = pnr_plan_market_reprice (self->market, self->contents, position->bundle, self->scenario,
                                    error);
  if (market == NULL)
    return NULL;
  count->outcome = pnr_simulate (market, &settings, position->progress, error);
  if (count->outcome == NULL)
    return NULL;
  count->waterfall = pnr_cannibalisation_split (market, &settings, position->progress, error);
  return count->waterfall != NULL ? g_steal_pointer (&count) : NULL;
}

static void
count_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  LiveCount *count = pnr_plan_live_count (source, data, &error);

  if (count != NULL)
    g_task_return_pointer (task, count, (GDestroyNotify) live_count_free);
  else
    g_task_return_error (task, error);
}

static void
pnr_plan_live_forget (PnrPlanLive *self)
{
  g_clear_pointer (&self->outcome, pnr_outcome_unref);
  g_clear_pointer (&self->waterfall, pnr_waterfall_unref);
  g_clear_pointer (&self->failure, g_free);
}

static void
pnr_plan_live_take (PnrPlanLive *self, LiveCount *count, const GError *error)
{
  pnr_plan_live_forget (self);
  if (count != NULL) {
    self->outcome = g_steal_pointer (&count->outcome);
    self->waterfall = g_steal_pointer (&count->waterfall);
  } else {
    self->failure = g_strdup (error->message);
  }
  g_signal_emit (self, signals[COUNTED], 0);
}

/* What could not be read is read by whoever comes next. */
static void
pnr_plan_live_read_again (PnrPlanLive *self, LivePosition *failed)
{
  if (self->waiting == NULL) {
    g_clear_pointer (&self->inputs, g_free);
  } else if (self->waiting->contents == NULL) {
    self->waiting->contents = g_steal_pointer (&failed->contents);
    self->waiting->scenario = g_steal_pointer (&failed->scenario);
  }
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PnrPlanLive *self = PNR_PLAN_LIVE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (LiveCount) count = g_task_propagate_pointer (G_TASK (result), &error);
  gboolean is_withdrawn = pnr_progress_is_cancelled (self->progress);

  g_clear_object (&self->progress);
  if (count == NULL)
    pnr_plan_live_read_again (self, g_task_get_task_data (G_TASK (result)));
  if (self->waiting != NULL)
    pnr_plan_live_go_to (self, g_steal_pointer (&self->waiting));
  if (!is_withdrawn)
    pnr_plan_live_take (self, count, error);
}

static void
pnr_plan_live_go_to (PnrPlanLive *self, LivePosition *position)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, counted_cb, NULL);

  self->progress = g_object_ref (position->progress);
  g_task_set_source_tag (task, pnr_plan_live_go_to);
  g_task_set_task_data (task, position, (GDestroyNotify) live_position_free);
  g_task_run_in_thread (task, count_in_thread);
}

static void
pnr_plan_live_dispose (GObject *object)
{
  PnrPlanLive *self = PNR_PLAN_LIVE (object);

  g_clear_pointer (&self->waiting, live_position_free);
  pnr_plan_live_forget (self);
  g_clear_pointer (&self->inputs, g_free);
  g_clear_pointer (&self->market, pnr_market_unref);
  g_clear_pointer (&self->contents, pnr_contents_unref);
  g_clear_pointer (&self->store, pnr_crowd_store_free);
  g_clear_object (&self->scenario);
  g_clear_object (&self->plan);

  G_OBJECT_CLASS (pnr_plan_live_parent_class)->dispose (object);
}

static void
pnr_plan_live_class_init (PnrPlanLiveClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pnr_plan_live_dispose;

  signals[COUNTED] = g_signal_new ("counted", PNR_TYPE_PLAN_LIVE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
pnr_plan_live_init (PnrPlanLive *self)
{
  self->store = pnr_crowd_store_new ();
}

PnrPlanLive *
pnr_plan_live_new (PnrPlan *plan)
{
  PnrPlanLive *self = g_object_new (PNR_TYPE_PLAN_LIVE, NULL);

  self->plan = g_object_ref (plan);
  return self;
}

/**
 * pnr_plan_live_ask:
 * @self: what follows a price
 * @bundle: one of the plan's bundles, as it is being edited; its products exist
 * @inputs: a text that is the same as long as nothing but the price of @bundle has changed
 *
 * On the main thread, which does not wait. A count that rests on other inputs is given up; one at
 * another price is finished, so that a price that never rests has figures, too. The bundle is on
 * offer by itself, under the assumptions of the first scenario that offers it.
 */
void
pnr_plan_live_ask (PnrPlanLive *self, PnrBundle *bundle, const char *inputs)
{
  LivePosition *position = g_new0 (LivePosition, 1);
  gboolean is_same = g_strcmp0 (self->inputs, inputs) == 0;

  g_return_if_fail (PNR_IS_PLAN_LIVE (self));

  position->bundle = pnr_bundle_copy (bundle);
  position->progress = pnr_progress_new ();
  if (is_same && self->waiting != NULL && self->waiting->contents != NULL) {
    position->contents = g_steal_pointer (&self->waiting->contents);
    position->scenario = g_steal_pointer (&self->waiting->scenario);
  } else if (!is_same) {
    position->contents = pnr_plan_dup_neighbourhood (self->plan, bundle);
    position->scenario = pnr_plan_find_judging_scenario (position->contents, bundle);
    g_free (self->inputs);
    self->inputs = g_strdup (inputs);
    if (self->progress != NULL)
      pnr_progress_cancel (self->progress);
  }
  g_clear_pointer (&self->waiting, live_position_free);
  if (self->progress != NULL)
    self->waiting = position;
  else
    pnr_plan_live_go_to (self, position);
}

/* Nobody looks any more. What was read stays for when somebody does again. */
void
pnr_plan_live_stop (PnrPlanLive *self)
{
  g_return_if_fail (PNR_IS_PLAN_LIVE (self));

  g_clear_pointer (&self->waiting, live_position_free);
  if (self->progress == NULL)
    return;
  pnr_progress_cancel (self->progress);
  g_clear_pointer (&self->inputs, g_free);
}

/* (transfer none) (nullable): at the newest price that has been counted. */
PnrOutcome *
pnr_plan_live_get_outcome (PnrPlanLive *self)
{
  g_return_val_if_fail (PNR_IS_PLAN_LIVE (self), NULL);

  return self->outcome;
}

PnrWaterfall *
pnr_plan_live_get_waterfall (PnrPlanLive *self)
{
  g_return_val_if_fail (PNR_IS_PLAN_LIVE (self), NULL);

  return self->waterfall;
}

/* (nullable): why there is no outcome, and what to do about it. */
const char *
pnr_plan_live_get_failure (PnrPlanLive *self)
{
  g_return_val_if_fail (PNR_IS_PLAN_LIVE (self), NULL);

  return self->failure;
}
