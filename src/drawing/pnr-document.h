/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report as pages of A4: headings, sentences, tables and charts, one after the other. */
#pragma once

#include <gio/gio.h>

#include "drawing/pnr-chart.h"

G_BEGIN_DECLS

typedef struct _PnrDocument PnrDocument;

PnrDocument *pnr_document_new (const char *title, const char *subtitle, const char *stamp);
void pnr_document_free (PnrDocument *self);

void pnr_document_add_heading (PnrDocument *self, const char *text);
void pnr_document_add_text (PnrDocument *self, const char *text);
void pnr_document_add_note (PnrDocument *self, const char *text);
void pnr_document_take_table (PnrDocument *self, GStrv headers, GPtrArray *rows, guint n_words);
void pnr_document_take_chart (PnrDocument *self, PnrChart *chart, double height);

guint pnr_document_count_pages (PnrDocument *self);
gboolean pnr_document_save (PnrDocument *self, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrDocument, pnr_document_free)

G_END_DECLS
