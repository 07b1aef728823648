/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of a plan's log: who did what, when and why, and whether one can go back to it. */
#pragma once

#include <glib-object.h>

#include "model/pnr-kinds.h"

G_BEGIN_DECLS

/* @made, @undone: seconds of UTC; @undone is 0 where the action was never
 * taken back, @redone where it was not done again. @can_return: the plan can
 * be brought to the moment right after this action. @is_newest: it is at that moment. */
typedef struct {
  gint64 id;
  gint64 made;
  const char *who;
  const char *what;
  const char *why;
  PnrActionState state;
  gint64 undone;
  const char *undone_by;
  const char *undone_why;
  gint64 redone;
  const char *redone_by;
  const char *redone_why;
  gboolean can_return;
  gboolean is_newest;
} PnrLogFacts;

#define PNR_TYPE_LOG_ENTRY (pnr_log_entry_get_type ())
G_DECLARE_FINAL_TYPE (PnrLogEntry, pnr_log_entry, PNR, LOG_ENTRY, GObject)

PnrLogEntry *pnr_log_entry_new (const PnrLogFacts *facts);
const PnrLogFacts *pnr_log_entry_get_facts (PnrLogEntry *self);

G_END_DECLS
