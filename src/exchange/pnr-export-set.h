/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of one export, which appear in their folder all together or not at all. */
#pragma once

#include "base/pnr-progress.h"
#include "exchange/pnr-export-report.h"
#include "model/pnr-contents.h"
#include "model/pnr-decision.h"

G_BEGIN_DECLS

typedef struct _PnrExportSet PnrExportSet;

PnrExportSet *pnr_export_set_new (const char *plan_name);
void pnr_export_set_free (PnrExportSet *self);
PnrExportReport *pnr_export_set_get_report (PnrExportSet *self);
PnrExportReport *pnr_export_set_take_report (PnrExportSet *self);
char *pnr_export_set_dup_file_name (PnrExportSet *self, const char *name);
const char *pnr_export_set_take_file (PnrExportSet *self, const char *name, char *text,
                                      gint64 n_rows);
const char *pnr_export_set_add_lineage (PnrExportSet *self, PnrContents *contents,
                                        PnrDecision *decision);
GVariant *pnr_export_set_dup_lineage (PnrExportSet *self);
gboolean pnr_export_set_write (PnrExportSet *self, const char *folder, PnrProgress *progress,
                               GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrExportSet, pnr_export_set_free)

G_END_DECLS
