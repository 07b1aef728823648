/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A proposed link with the statistics that speak for it; it changes nothing until accepted. */
#include "config.h"

#include "model/pnr-suggestion.h"

#include <glib/gi18n.h>
#include <math.h>

struct _PnrSuggestion {
  GObject parent_instance;

  PnrSuggestionFacts facts;
  char *from_title;
  char *to_title;
  char *data_hash;
};

G_DEFINE_FINAL_TYPE (PnrSuggestion, pnr_suggestion, G_TYPE_OBJECT)

static void
pnr_suggestion_finalize (GObject *object)
{
  PnrSuggestion *self = PNR_SUGGESTION (object);

  g_clear_pointer (&self->from_title, g_free);
  g_clear_pointer (&self->to_title, g_free);
  g_clear_pointer (&self->data_hash, g_free);

  G_OBJECT_CLASS (pnr_suggestion_parent_class)->finalize (object);
}

static void
pnr_suggestion_class_init (PnrSuggestionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pnr_suggestion_finalize;
}

static void
pnr_suggestion_init (PnrSuggestion *self)
{
}

PnrSuggestion *
pnr_suggestion_new (const PnrSuggestionFacts *facts, const char *from_title, const char *to_title,
                    const char *data_hash)
{
  PnrSuggestion *self = g_object_new (PNR_TYPE_SUGGESTION, NULL);

  self->facts = *facts;
  self->from_title = g_strdup (from_title);
  self->to_title = g_strdup (to_title);
  self->data_hash = g_strdup (data_hash);
  return self;
}

const PnrSuggestionFacts *
pnr_suggestion_get_facts (PnrSuggestion *self)
{
  g_return_val_if_fail (PNR_IS_SUGGESTION (self), NULL);

  return &self->facts;
}

const char *
pnr_suggestion_get_from_title (PnrSuggestion *self)
{
  g_return_val_if_fail (PNR_IS_SUGGESTION (self), NULL);

  return self->from_title;
}

const char *
pnr_suggestion_get_to_title (PnrSuggestion *self)
{
  g_return_val_if_fail (PNR_IS_SUGGESTION (self), NULL);

  return self->to_title;
}

const char *
pnr_suggestion_get_data_hash (PnrSuggestion *self)
{
  g_return_val_if_fail (PNR_IS_SUGGESTION (self), NULL);

  return self->data_hash;
}

/**
 * pnr_suggestion_dup_sentence:
 * @self: a suggestion
 *
 * Returns: (transfer full): the evidence in one sentence for the merchant, without causal words
 */
char *
pnr_suggestion_dup_sentence (PnrSuggestion *self)
{
  int n_together;
  double low;
  double high;

  g_return_val_if_fail (PNR_IS_SUGGESTION (self), NULL);

  n_together = (int) self->facts.n_together;
  low = floor (self->facts.chance_low);
  high = ceil (self->facts.chance_high);
  switch (self->facts.kind) {
  case PNR_RELATION_KIND_UPSELL:
    return g_strdup_printf (
        /* Translators: first the count, then the range that chance alone would give. */
        ngettext ("Dearer and of the same category: together in %1$d basket, where chance alone "
                  "would give %2$.0f to %3$.0f.",
                  "Dearer and of the same category: together in %1$d baskets, where chance alone "
                  "would give %2$.0f to %3$.0f.",
                  (gulong) n_together),
        n_together, low, high);
  case PNR_RELATION_KIND_ALTERNATIVE:
    return g_strdup_printf (
        /* Translators: first the count, then the range that chance alone would give. */
        ngettext ("Seldom taken together: in %1$d basket, where chance alone would give %2$.0f to "
                  "%3$.0f.",
                  "Seldom taken together: in %1$d baskets, where chance alone would give %2$.0f to "
                  "%3$.0f.",
                  (gulong) n_together),
        n_together, low, high);
  default:
    return g_strdup_printf (
        /* Translators: first the count, then the range that chance alone would give. */
        ngettext ("Bought together %1$d time; chance alone would give %2$.0f to %3$.0f.",
                  "Bought together %1$d times; chance alone would give %2$.0f to %3$.0f.",
                  (gulong) n_together),
        n_together, low, high);
  }
}
