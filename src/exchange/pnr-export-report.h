/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an export wrote, and what its target could not express. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _PnrExportReport PnrExportReport;

PnrExportReport *pnr_export_report_new (void);
void pnr_export_report_free (PnrExportReport *self);
void pnr_export_report_add_file (PnrExportReport *self, const char *name, gint64 rows,
                                 const char *sha256);
void pnr_export_report_add_loss (PnrExportReport *self, const char *object, const char *what,
                                 const char *fallback);
guint pnr_export_report_get_n_files (PnrExportReport *self);
guint pnr_export_report_get_n_losses (PnrExportReport *self);
void pnr_export_report_get_loss (PnrExportReport *self, guint index, const char **object,
                                 const char **what, const char **fallback);
GStrv pnr_export_report_dup_present (PnrExportReport *self, const char *folder);
GVariant *pnr_export_report_to_variant (PnrExportReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrExportReport, pnr_export_report_free)

G_END_DECLS
