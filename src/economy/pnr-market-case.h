/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hands a worked case to the solver of its family: the front door for checking the economy. */
#pragma once

#include "base/pnr-progress.h"

G_BEGIN_DECLS

GVariant *pnr_market_case_solve (const char *family, const char *task, GVariant *inputs,
                                 GVariant *datasets, PnrProgress *progress, GError **error);
GVariant *pnr_market_file_solve (GVariant *document, PnrProgress *progress, GError **error);

G_END_DECLS
