/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields that the families of worked cases read: any other is told, as it changes nothing. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GVariant *pnr_case_keys_dup_notices (const char *family, GVariant *inputs);

G_END_DECLS
