/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Worked cases for the engine: markets written down in a file, answered in the file's own words. */
#pragma once

#include "base/pnr-progress.h"

G_BEGIN_DECLS

/* Each takes a case's task and inputs and returns (floating) what the case expects. */
GVariant *pnr_calibration_case_solve (const char *task, GVariant *inputs, PnrProgress *progress,
                                      GError **error);
GVariant *pnr_tetrachoric_case_solve (const char *task, GVariant *inputs, PnrProgress *progress,
                                      GError **error);
GVariant *pnr_sweep_case_solve (const char *task, GVariant *inputs, PnrProgress *progress,
                                GError **error);
GVariant *pnr_choice_case_solve (const char *task, GVariant *inputs, PnrProgress *progress,
                                 GError **error);

G_END_DECLS
