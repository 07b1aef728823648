/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nouns as a document leaves them, under the names by which it knows them, and the edit they make.
 */
#include "config.h"

#include "exchange/pnr-plan-json-private.h"

#include <glib/gi18n.h>

static void
draft_free (gpointer data)
{
  PnrPlanDraft *draft = data;

  g_object_unref (draft->noun);
  g_free (draft);
}

static void
noun_notify_cb (PnrPlanDraft *draft)
{
  draft->is_changed = TRUE;
}

static PnrPlanDraft *
reader_keep (PnrPlanReader *self, const char *key, PnrNoun *noun, gboolean is_new)
{
  PnrPlanDraft *draft = g_new0 (PnrPlanDraft, 1);

  draft->noun = noun;
  draft->is_new = is_new;
  g_ptr_array_add (self->drafts, draft);
  g_hash_table_replace (self->by_key, g_strdup (key), draft);
  return draft;
}

static PnrNoun *
noun_copy (PnrNoun *noun)
{
  PnrNoun *copy = g_object_new (G_OBJECT_TYPE (noun), "id", pnr_noun_get_id (noun), NULL);

  pnr_noun_assign (copy, noun);
  return copy;
}

PnrPlanDraft *
pnr_plan_reader_find (PnrPlanReader *self, const char *key)
{
  PnrPlanDraft *draft = g_hash_table_lookup (self->by_key, key);

  return draft != NULL && !draft->is_removed ? draft : NULL;
}

/* Fills a copy of the noun under @key, and keeps it only where nothing was wrong with it. */
void
pnr_plan_reader_apply (PnrPlanReader *self, const char *key, GType type, GVariant *object,
                       PnrPlanFill fill)
{
  guint n_problems = pnr_apply_report_get_n_problems (self->report);
  PnrPlanDraft *known = pnr_plan_reader_find (self, key);
  PnrPlanDraft trial = { 0 };
  g_autoptr (PnrNoun) noun = known != NULL
                                 ? noun_copy (known->noun)
                                 : PNR_NOUN (g_object_new (type, "id", self->last_id + 1, NULL));
  gulong handler = g_signal_connect_swapped (noun, "notify", G_CALLBACK (noun_notify_cb), &trial);

  if (!g_hash_table_add (self->seen, g_strdup (key)))
    pnr_plan_reader_complain (self, NULL, NULL, "twice",
                              _ ("This stands twice in the document; only the first one counts."));
  fill (self, object, noun);
  g_signal_handler_disconnect (noun, handler);
  if (pnr_apply_report_get_n_problems (self->report) > n_problems)
    return;
  if (known == NULL) {
    self->last_id++;
    reader_keep (self, key, g_steal_pointer (&noun), TRUE);
  } else if (trial.is_changed) {
    known->is_changed = TRUE;
    g_set_object (&known->noun, noun);
  }
}

char *
pnr_plan_key_of_link (int kind, gint64 from_id, gint64 to_id, const char *shelf)
{
  return g_strdup_printf ("%s:%d:%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, shelf, kind, from_id,
                          to_id);
}

static char *
key_of_noun (gpointer noun)
{
  if (PNR_IS_PRODUCT (noun))
    return g_strconcat ("product:", pnr_product_get_sku (noun), NULL);
  if (PNR_IS_BUNDLE (noun))
    return g_strconcat ("bundle:", pnr_bundle_get_sku (noun), NULL);
  if (PNR_IS_SCENARIO (noun))
    return g_strconcat ("scenario:", pnr_scenario_get_name (noun), NULL);
  if (PNR_IS_PLACE (noun))
    return g_strdup_printf ("place:%" G_GINT64_FORMAT ":%s", pnr_place_get_product_id (noun),
                            pnr_place_get_board (noun));
  if (PNR_IS_RELATION (noun))
    return pnr_plan_key_of_link (pnr_relation_get_kind (noun), pnr_relation_get_from_id (noun),
                                 pnr_relation_get_to_id (noun), "relation");
  return pnr_plan_key_of_link (pnr_verdict_get_kind (noun), pnr_verdict_get_from_id (noun),
                               pnr_verdict_get_to_id (noun), "verdict");
}

gboolean
pnr_plan_reader_has (PnrPlanReader *self, const char *shelf, const char *name)
{
  g_autofree char *key = g_strconcat (shelf, ":", name, NULL);

  return pnr_plan_reader_find (self, key) != NULL;
}

gint64
pnr_plan_reader_find_id (PnrPlanReader *self, const char *shelf, const char *name,
                         const char *field)
{
  g_autofree char *key = g_strconcat (shelf, ":", name, NULL);
  PnrPlanDraft *draft = name != NULL ? pnr_plan_reader_find (self, key) : NULL;

  if (draft != NULL)
    return pnr_noun_get_id (draft->noun);
  if (name == NULL)
    pnr_plan_reader_complain (self, field, NULL, "missing", _ ("This is missing."));
  else
    pnr_plan_reader_complain (self, field, name, "unknown-sku",
                              _ ("The plan does not hold this SKU."));
  return 0;
}

/* A scenario cannot keep a bundle that the document removes. */
static void
reader_drop_bundle (PnrPlanReader *self, gint64 bundle_id)
{
  for (guint i = 0; i < self->drafts->len; i++) {
    PnrPlanDraft *draft = self->drafts->pdata[i];
    g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
    PnrScenario *scenario = PNR_IS_SCENARIO (draft->noun) ? PNR_SCENARIO (draft->noun) : NULL;

    if (scenario == NULL || !pnr_scenario_has_bundle (scenario, bundle_id))
      continue;
    for (guint n = 0; n < pnr_scenario_get_n_bundles (scenario); n++) {
      gint64 id = pnr_scenario_get_bundle_id (scenario, n);

      if (id != bundle_id)
        g_array_append_val (ids, id);
    }
    pnr_scenario_set_bundle_ids (scenario, (gint64 *) ids->data, ids->len);
    draft->is_changed = TRUE;
  }
}

PnrEdit *
pnr_plan_reader_end (PnrPlanReader *self)
{
  PnrEdit *edit = pnr_edit_new (_ ("Apply Pannier JSON"));

  for (guint i = 0; i < self->drafts->len; i++) {
    PnrPlanDraft *draft = self->drafts->pdata[i];

    if (draft->is_removed && PNR_IS_BUNDLE (draft->noun))
      reader_drop_bundle (self, pnr_noun_get_id (draft->noun));
  }
  for (guint i = 0; i < self->drafts->len; i++) {
    PnrPlanDraft *draft = self->drafts->pdata[i];
    GType type = G_OBJECT_TYPE (draft->noun);

    if (draft->is_removed && draft->is_new)
      continue;
    if (draft->is_removed)
      pnr_edit_remove (edit, draft->noun);
    else if (draft->is_new || draft->is_changed)
      pnr_edit_put (edit, draft->noun);
    pnr_apply_report_count (self->report, type, draft->is_new,
                            !draft->is_new && !draft->is_removed && draft->is_changed,
                            draft->is_removed);
  }
  g_hash_table_unref (self->by_key);
  g_hash_table_unref (self->seen);
  g_ptr_array_unref (self->drafts);
  g_free (self->path);
  return edit;
}

/* Drafts of everything that the plan holds; pnr_plan_reader_end() frees them. */
void
pnr_plan_reader_begin (PnrPlanReader *self)
{
  GPtrArray *shelves[] = { self->contents->products, self->contents->relations,
                           self->contents->bundles,  self->contents->scenarios,
                           self->contents->places,   self->contents->verdicts };

  self->drafts = g_ptr_array_new_with_free_func (draft_free);
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint s = 0; s < G_N_ELEMENTS (shelves); s++) {
    for (guint i = 0; i < shelves[s]->len; i++) {
      g_autofree char *key = key_of_noun (shelves[s]->pdata[i]);

      reader_keep (self, key, noun_copy (shelves[s]->pdata[i]), FALSE);
    }
  }
}
