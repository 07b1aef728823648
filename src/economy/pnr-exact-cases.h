/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The solvers of worked cases that are answered by mathematics and not by simulation. */
#pragma once

#include "base/pnr-progress.h"

G_BEGIN_DECLS

GVariant *pnr_breakeven_case_solve (const char *task, GVariant *inputs, PnrProgress *progress,
                                    GError **error);
GVariant *pnr_customer_value_case_solve (const char *task, GVariant *inputs, PnrProgress *progress,
                                         GError **error);
GVariant *pnr_discrete_goods_case_solve (const char *task, GVariant *inputs, PnrProgress *progress,
                                         GError **error);
GVariant *pnr_replay_case_solve (const char *task, GVariant *inputs, PnrProgress *progress,
                                 GError **error);
GVariant *pnr_segment_case_solve (const char *task, GVariant *inputs, PnrProgress *progress,
                                  GError **error);
GVariant *pnr_statistics_case_solve (const char *task, GVariant *inputs, PnrProgress *progress,
                                     GError **error);
GVariant *pnr_two_goods_case_solve (const char *task, GVariant *inputs, PnrProgress *progress,
                                    GError **error);
GVariant *pnr_three_goods_case_solve (const char *task, GVariant *inputs, PnrProgress *progress,
                                      GError **error);
GVariant *pnr_many_goods_case_solve (const char *task, GVariant *inputs, PnrProgress *progress,
                                     GError **error);

G_END_DECLS
