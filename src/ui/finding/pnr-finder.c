/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks through everything that has a name for what was typed, the best hits first. */
#include "config.h"

#include "ui/finding/pnr-finder.h"

#include "base/pnr-text.h"

/* More than these nobody reads: who does not see it types on. */
#define MOST_HITS 50
/* A hundred thousand products are looked through between frames, not instead of them. */
#define SLICE_US 4000
#define BATCH 64

struct _PnrFinder {
  GObject parent_instance;

  PnrSession *session;
  GPtrArray *commands;
  GListStore *hits;
  char *searched;
  guint n_looked_at;
  guint source;
};

enum {
  FOUND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrFinder, pnr_finder, G_TYPE_OBJECT)

static guint
pnr_finder_get_worst_rank (PnrFinder *self)
{
  guint n_hits = g_list_model_get_n_items (G_LIST_MODEL (self->hits));
  g_autoptr (PnrDestination) last = NULL;

  if (n_hits < MOST_HITS)
    return G_MAXUINT;
  last = g_list_model_get_item (G_LIST_MODEL (self->hits), n_hits - 1);
  return pnr_destination_get_rank (last);
}

/* Among equals the first that was found stays first. */
static void
pnr_finder_take (PnrFinder *self, PnrDestination *hit, guint rank)
{
  guint position = g_list_model_get_n_items (G_LIST_MODEL (self->hits));

  for (; position > 0; position--) {
    g_autoptr (PnrDestination) before =
        g_list_model_get_item (G_LIST_MODEL (self->hits), position - 1);

    if (pnr_destination_get_rank (before) <= rank)
      break;
  }
  pnr_destination_set_rank (hit, rank);
  g_list_store_insert (self->hits, position, hit);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->hits)) > MOST_HITS)
    g_list_store_remove (self->hits, MOST_HITS);
}

static void
pnr_finder_try (PnrFinder *self, const char *title, const char *code, const char *icon_name,
                const char *action_name, gint64 id)
{
  guint rank = pnr_destination_rank (title, code, self->searched);
  g_autoptr (PnrDestination) hit = NULL;
  g_autofree char *action = NULL;

  if (rank == 0 || rank >= pnr_finder_get_worst_rank (self))
    return;
  action = g_strdup_printf ("%s(int64 %" G_GINT64_FORMAT ")", action_name, id);
  hit = pnr_destination_new (title, code, icon_name, action);
  pnr_finder_take (self, hit, rank);
}

static void
pnr_finder_search_commands (PnrFinder *self)
{
  for (guint i = 0; i < self->commands->len; i++) {
    PnrDestination *command = g_ptr_array_index (self->commands, i);
    guint rank =
        self->searched[0] == '\0'
            ? 1
            : pnr_destination_rank (pnr_destination_get_title (command), NULL, self->searched);

    if (rank > 0)
      pnr_finder_take (self, command, rank);
  }
}

/* There are few of them. */
static void
pnr_finder_search_bundles (PnrFinder *self)
{
  PnrPlan *plan = pnr_session_get_plan (self->session);
  GListModel *bundles = G_LIST_MODEL (pnr_plan_get_bundles (plan));
  GListModel *scenarios = G_LIST_MODEL (pnr_plan_get_scenarios (plan));

  for (guint i = 0; i < g_list_model_get_n_items (bundles); i++) {
    g_autoptr (PnrBundle) bundle = g_list_model_get_item (bundles, i);

    pnr_finder_try (self, pnr_bundle_get_name (bundle), pnr_bundle_get_sku (bundle),
                    "pnr-bundles-symbolic", "win.show-bundle", pnr_bundle_get_id (bundle));
  }
  for (guint i = 0; i < g_list_model_get_n_items (scenarios); i++) {
    g_autoptr (PnrScenario) scenario = g_list_model_get_item (scenarios, i);

    pnr_finder_try (self, pnr_scenario_get_name (scenario), NULL, "pnr-scenarios-symbolic",
                    "win.show-scenario", pnr_scenario_get_id (scenario));
  }
}

static gboolean
search_products_cb (gpointer user_data)
{
  PnrFinder *self = user_data;
  GListModel *products =
      G_LIST_MODEL (pnr_plan_get_products (pnr_session_get_plan (self->session)));
  gint64 end = g_get_monotonic_time () + SLICE_US;

  while (self->n_looked_at < g_list_model_get_n_items (products)) {
    g_autoptr (PnrProduct) product = g_list_model_get_item (products, self->n_looked_at);

    pnr_finder_try (self, pnr_product_get_title (product), pnr_product_get_sku (product),
                    "pnr-catalogue-symbolic", "win.show-product", pnr_product_get_id (product));
    if (++self->n_looked_at % BATCH == 0 && g_get_monotonic_time () > end)
      return G_SOURCE_CONTINUE;
  }
  self->source = 0;
  g_signal_emit (self, signals[FOUND], 0);
  return G_SOURCE_REMOVE;
}

static void
pnr_finder_dispose (GObject *object)
{
  PnrFinder *self = PNR_FINDER (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (pnr_finder_parent_class)->dispose (object);
}

static void
pnr_finder_finalize (GObject *object)
{
  PnrFinder *self = PNR_FINDER (object);

  g_ptr_array_unref (self->commands);
  g_object_unref (self->hits);
  g_free (self->searched);

  G_OBJECT_CLASS (pnr_finder_parent_class)->finalize (object);
}

static void
pnr_finder_class_init (PnrFinderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pnr_finder_dispose;
  object_class->finalize = pnr_finder_finalize;

  signals[FOUND] = g_signal_new ("found", PNR_TYPE_FINDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
pnr_finder_init (PnrFinder *self)
{
  self->commands = g_ptr_array_new_with_free_func (g_object_unref);
  self->hits = g_list_store_new (PNR_TYPE_DESTINATION);
}

PnrFinder *
pnr_finder_new (PnrSession *session)
{
  PnrFinder *self = g_object_new (PNR_TYPE_FINDER, NULL);

  self->session = g_object_ref (session);
  return self;
}

/* @command: (transfer full): a page or an action, in the order in which they are offered */
void
pnr_finder_add_command (PnrFinder *self, PnrDestination *command)
{
  g_return_if_fail (PNR_IS_FINDER (self));

  g_ptr_array_add (self->commands, command);
}

/**
 * pnr_finder_search:
 * @self: a finder
 * @text: what was typed; where that is nothing, the commands are the hits
 *
 * Commands, bundles and scenarios are hits at once; products follow while the window lives on,
 * until "found".
 */
void
pnr_finder_search (PnrFinder *self, const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  g_return_if_fail (PNR_IS_FINDER (self));

  g_clear_handle_id (&self->source, g_source_remove);
  g_list_store_remove_all (self->hits);
  g_free (self->searched);
  self->searched = pnr_text_fold (stripped);
  self->n_looked_at = 0;
  pnr_finder_search_commands (self);
  if (self->searched[0] == '\0') {
    g_signal_emit (self, signals[FOUND], 0);
    return;
  }
  pnr_finder_search_bundles (self);
  self->source = g_idle_add (search_products_cb, self);
}

gboolean
pnr_finder_is_searching (PnrFinder *self)
{
  g_return_val_if_fail (PNR_IS_FINDER (self), FALSE);

  return self->source != 0;
}

/* Of PnrDestination, the best first. */
GListModel *
pnr_finder_get_hits (PnrFinder *self)
{
  g_return_val_if_fail (PNR_IS_FINDER (self), NULL);

  return G_LIST_MODEL (self->hits);
}
