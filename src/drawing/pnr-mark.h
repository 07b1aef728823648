/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks for up to four things in one chart, told apart by shape as well as by colour. */
#pragma once

#include "drawing/pnr-pen.h"

G_BEGIN_DECLS

void pnr_mark_paint (PnrPen *pen, PnrColour colour, guint index, double x, double y, double radius);

G_END_DECLS
