/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pannier JSON: everything planned as one text, and such a text as one edit of a plan. */
#pragma once

#include "exchange/pnr-exchange-error.h"
#include "model/pnr-contents.h"
#include "model/pnr-edit.h"

G_BEGIN_DECLS

/* What a document did to a plan: counts by kind of noun, and what could not be applied. */
typedef struct _PnrApplyReport PnrApplyReport;

PnrApplyReport *pnr_apply_report_new (void);
void pnr_apply_report_free (PnrApplyReport *self);
gint64 pnr_apply_report_get_added (PnrApplyReport *self);
gint64 pnr_apply_report_get_changed (PnrApplyReport *self);
gint64 pnr_apply_report_get_removed (PnrApplyReport *self);
guint pnr_apply_report_get_n_problems (PnrApplyReport *self);
GVariant *pnr_apply_report_to_variant (PnrApplyReport *self);

char *pnr_plan_json_write (PnrContents *contents);
PnrEdit *pnr_plan_json_read (GVariant *document, PnrContents *contents, PnrApplyReport *report,
                             GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrApplyReport, pnr_apply_report_free)

G_END_DECLS
