/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starts the command line. */
#include "config.h"

#include <malloc.h>

#include "cli/pnr-cli.h"

/* By itself the C library keeps ever larger pieces once one of them was given back. A plan may hold
 * many texts of 16 MiB, and what is kept of them adds up. */
#define LARGE (8 * 1024 * 1024)
#define MOST_KEPT (64 * 1024 * 1024)

int
main (int argc, char **argv)
{
  mallopt (M_MMAP_THRESHOLD, LARGE);
  mallopt (M_TRIM_THRESHOLD, MOST_KEPT);
  return pnr_cli_run (argc, argv);
}
