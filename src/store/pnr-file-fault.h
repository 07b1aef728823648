/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One thing that is wrong with a plan file's pages or references. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  PNR_FILE_FAULT_PAGE,
  PNR_FILE_FAULT_REFERENCE,
} PnrFileFaultKind;

/* @place: the file's part, such as a table. */
typedef struct {
  PnrFileFaultKind kind;
  char *place;
  char *message;
} PnrFileFault;

void pnr_file_fault_free (PnrFileFault *self);

G_END_DECLS
