/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A suggestion the merchant has turned down or put off, so that it stays away. */
#pragma once

#include <glib-object.h>

#include "model/pnr-kinds.h"

G_BEGIN_DECLS

#define PNR_TYPE_VERDICT (pnr_verdict_get_type ())
G_DECLARE_FINAL_TYPE (PnrVerdict, pnr_verdict, PNR, VERDICT, GObject)

PnrVerdict *pnr_verdict_new (gint64 id);

gint64 pnr_verdict_get_id (PnrVerdict *self);
PnrRelationKind pnr_verdict_get_kind (PnrVerdict *self);
void pnr_verdict_set_kind (PnrVerdict *self, PnrRelationKind kind);
gint64 pnr_verdict_get_from_id (PnrVerdict *self);
void pnr_verdict_set_from_id (PnrVerdict *self, gint64 from_id);
gint64 pnr_verdict_get_to_id (PnrVerdict *self);
void pnr_verdict_set_to_id (PnrVerdict *self, gint64 to_id);
const char *pnr_verdict_get_reason (PnrVerdict *self);
void pnr_verdict_set_reason (PnrVerdict *self, const char *reason);
gint64 pnr_verdict_get_until (PnrVerdict *self);
void pnr_verdict_set_until (PnrVerdict *self, gint64 until);
const char *pnr_verdict_get_author (PnrVerdict *self);
void pnr_verdict_set_author (PnrVerdict *self, const char *author);
gint64 pnr_verdict_get_created (PnrVerdict *self);
void pnr_verdict_set_created (PnrVerdict *self, gint64 created);

G_END_DECLS
