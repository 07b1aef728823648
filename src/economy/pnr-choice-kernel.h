/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The innermost loop of the model: which of many contents gives a shopper the largest surplus. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Shoppers served together: one cache line each of sixteen 32-bit numbers, four times, so that the
 * best so far stays in registers and both halves' sums of 4,096 contents in the nearest cache. */
#define PNR_CHOICE_TILE 64
#define PNR_CHOICE_ALIGNMENT 64

/* @row: which row of the low half's sums. @rank: its place among all offers when surplus ties. */
typedef struct {
  guint32 row;
  gint32 price;
  gint32 rank;
} PnrChoiceOffer;

/* The offers, in the order of their ranks, whose high half is the same row. */
typedef struct {
  guint32 row;
  guint first;
  guint n_offers;
} PnrChoiceGroup;

void pnr_choice_kernel_add (const gint32 (*rows)[PNR_CHOICE_TILE], guint n_rows,
                            const gint32 *value, gint32 (*sums)[PNR_CHOICE_TILE]);
void pnr_choice_kernel_run (const PnrChoiceGroup *groups, guint n_groups,
                            const PnrChoiceOffer *offers, const gint32 (*low)[PNR_CHOICE_TILE],
                            const gint32 (*high)[PNR_CHOICE_TILE], gint32 *surplus, gint32 *rank);
gpointer pnr_choice_kernel_alloc_rows (guint n_rows);

G_END_DECLS
