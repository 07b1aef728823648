/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens whatever libFuzzer makes of a plan: no crash, no hang, no critical, no silent change. */
#include <glib/gstdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "plan-mutator.h"
#include "plan-visitor.h"

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
size_t LLVMFuzzerCustomMutator (uint8_t *data, size_t size, size_t most, unsigned int seed);
size_t LLVMFuzzerMutate (uint8_t *data, size_t size, size_t most);

static char folder[] = "/dev/shm/pannier-fuzz-XXXXXX";

static void
remove_folder (void)
{
  rmdir (folder);
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  if (g_mkdtemp (folder) == NULL)
    g_error ("no memory-backed folder");
  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING | G_LOG_FATAL_MASK);
  atexit (remove_folder);
  return 0;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  plan_visit (folder, data, size);
  return 0;
}

/* Bytes at random are refused at the first look, so most inputs keep a plan's shape. */
size_t
LLVMFuzzerCustomMutator (uint8_t *data, size_t size, size_t most, unsigned int seed)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed (seed);
  guint8 head[100];

  if (size < 1024)
    return LLVMFuzzerMutate (data, size, most);
  if (g_rand_int_range (chance, 0, 4) > 0)
    return plan_mutate (data, size, most, chance);
  memcpy (head, data, sizeof head);
  size = LLVMFuzzerMutate (data, size, most);
  if (size >= sizeof head)
    memcpy (data, head, sizeof head);
  return size;
}
