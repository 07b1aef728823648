/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A proposed link with the statistics that speak for it; it changes nothing until accepted. */
#pragma once

#include <glib-object.h>

#include "model/pnr-kinds.h"

G_BEGIN_DECLS

/* Counts are baskets; @chance_low to @chance_high is where the count of both would lie in 95 of
 * 100 cases if chance alone (at the basket sizes as they are) put them together. */
typedef struct {
  PnrRelationKind kind;
  gint64 from_id;
  gint64 to_id;
  gint64 n_baskets;
  gint64 n_from;
  gint64 n_to;
  gint64 n_together;
  double chance_low;
  double chance_high;
  double support;
  double confidence;
  double lift;
  double lift_low;
  double lift_high;
  double leverage;
  double log10_p;
  double q_value;
  /* Minor units per 100 baskets with @from_id; PNR_MONEY_UNKNOWN without a cost. */
  gint64 expected_margin_minor;
  gint64 window_from;
  gint64 window_to;
} PnrSuggestionFacts;

#define PNR_TYPE_SUGGESTION (pnr_suggestion_get_type ())
G_DECLARE_FINAL_TYPE (PnrSuggestion, pnr_suggestion, PNR, SUGGESTION, GObject)

PnrSuggestion *pnr_suggestion_new (const PnrSuggestionFacts *facts, const char *from_title,
                                   const char *to_title, const char *data_hash);

const PnrSuggestionFacts *pnr_suggestion_get_facts (PnrSuggestion *self);
const char *pnr_suggestion_get_from_title (PnrSuggestion *self);
const char *pnr_suggestion_get_to_title (PnrSuggestion *self);
const char *pnr_suggestion_get_data_hash (PnrSuggestion *self);
char *pnr_suggestion_dup_sentence (PnrSuggestion *self);

G_END_DECLS
