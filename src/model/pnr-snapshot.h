/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An older state of a plan, kept aside by the program: when, how large, after which action. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* @taken: seconds of UTC. @last_action: NULL before the first. @has_orders: a whole copy; else
 * everything but the orders, of which the names of the imported files remain. @perhaps_of: where
 * the plan was that it was taken of, if that may be another one than was asked for; NULL where
 * there is no doubt. @shared_with: where the plan is that it belongs to, of which the one that was
 * asked for is a copy; NULL where it is its own. */
typedef struct {
  const char *path;
  gint64 taken;
  gint64 n_bytes;
  const char *last_action;
  gboolean has_orders;
  const char *perhaps_of;
  const char *shared_with;
} PnrSnapshotFacts;

#define PNR_TYPE_SNAPSHOT (pnr_snapshot_get_type ())
G_DECLARE_FINAL_TYPE (PnrSnapshot, pnr_snapshot, PNR, SNAPSHOT, GObject)

PnrSnapshot *pnr_snapshot_new (const PnrSnapshotFacts *facts);
const PnrSnapshotFacts *pnr_snapshot_get_facts (PnrSnapshot *self);

G_END_DECLS
