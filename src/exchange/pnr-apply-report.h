/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a document did to a plan: counts by kind of noun, and what could not be applied. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct _PnrApplyReport PnrApplyReport;

PnrApplyReport *pnr_apply_report_new (void);
void pnr_apply_report_free (PnrApplyReport *self);
void pnr_apply_report_count (PnrApplyReport *self, GType kind, gint64 added, gint64 changed,
                             gint64 removed);
void pnr_apply_report_add_problem (PnrApplyReport *self, const char *path, const char *value,
                                   const char *code, const char *sentence);
void pnr_apply_report_count_entry (PnrApplyReport *self, gboolean is_rejected);
gint64 pnr_apply_report_get_added (PnrApplyReport *self);
gint64 pnr_apply_report_get_changed (PnrApplyReport *self);
guint pnr_apply_report_get_n_problems (PnrApplyReport *self);
GVariant *pnr_apply_report_to_variant (PnrApplyReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrApplyReport, pnr_apply_report_free)

G_END_DECLS
