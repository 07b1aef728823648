/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starts the command line. */
#include "config.h"

#include "cli/pnr-cli.h"

int
main (int argc, char **argv)
{
  return pnr_cli_run (argc, argv);
}
