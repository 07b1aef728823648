/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How an entry of the log is said to people: when, in which state, what reverting to it does. */
#include "config.h"

#include "ui/log/pnr-log-words.h"

#include <glib/gi18n.h>
#include <string.h>

static int
count_days (GDateTime *from, GDateTime *to)
{
  GDate first;
  GDate second;

  g_date_clear (&first, 1);
  g_date_clear (&second, 1);
  g_date_set_dmy (&first, (GDateDay) g_date_time_get_day_of_month (from),
                  (GDateMonth) g_date_time_get_month (from),
                  (GDateYear) g_date_time_get_year (from));
  g_date_set_dmy (&second, (GDateDay) g_date_time_get_day_of_month (to),
                  (GDateMonth) g_date_time_get_month (to), (GDateYear) g_date_time_get_year (to));
  return g_date_days_between (&first, &second);
}

/**
 * pnr_log_words_dup_when:
 * @seconds: of UTC
 * @now: the present, in the time zone of the reader
 *
 * Returns: (transfer full): the day as people call it, and the time of the day
 */
char *
pnr_log_words_dup_when (gint64 seconds, GDateTime *now)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (seconds);
  g_autoptr (GDateTime) time =
      utc != NULL ? g_date_time_to_timezone (utc, g_date_time_get_timezone (now)) : NULL;
  int n_days;

  if (time == NULL)
    return g_strdup ("–");
  n_days = count_days (time, now);
  if (n_days == 0)
    /* Translators: a time of today, for g_date_time_format(). */
    return g_date_time_format (time, C_ ("time", "Today, %H:%M"));
  if (n_days == 1)
    /* Translators: a time of yesterday, for g_date_time_format(). */
    return g_date_time_format (time, C_ ("time", "Yesterday, %H:%M"));
  /* Translators: a date and a time, for g_date_time_format(). */
  return g_date_time_format (time, C_ ("time", "%x, %H:%M"));
}

/* (nullable): most entries need none. */
const char *
pnr_log_words_get_icon (const PnrLogFacts *facts)
{
  if (facts->is_newest)
    return "mark-location-symbolic";
  switch (facts->state) {
  case PNR_ACTION_STATE_UNDONE:
    return "edit-undo-symbolic";
  case PNR_ACTION_STATE_DISCARDED:
    return "edit-delete-symbolic";
  case PNR_ACTION_STATE_DONE:
  default:
    return NULL;
  }
}

/* @state: (transfer full) */
static char *
with_reason (char *state, const char *why)
{
  g_autofree char *owned = state;

  if (why == NULL || why[0] == '\0')
    return g_steal_pointer (&owned);
  /* Translators: what became of an action, such as “Taken back by Anna, Today, 12:00”, and why. */
  return g_strdup_printf (_ ("%s: “%s”"), owned, why);
}

/* What was taken back for a while and is done again. */
static char *
dup_detour (const PnrLogFacts *facts, GDateTime *now)
{
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;

  if (facts->undone_by == NULL || facts->undone == 0)
    return g_strdup ("");
  undone = pnr_log_words_dup_when (facts->undone, now);
  if (facts->redone_by == NULL || facts->redone == 0)
    /* Translators: a person, then a day and a time. */
    return g_strdup_printf (_ ("Done again; taken back by %s, %s"), facts->undone_by, undone);
  redone = pnr_log_words_dup_when (facts->redone, now);
  return with_reason (
      /* Translators: who did it again, the day and time, and the same of taking it back. */
      g_strdup_printf (_ ("Done again by %s, %s; taken back by %s, %s"), facts->redone_by, redone,
                       facts->undone_by, undone),
      facts->redone_why);
}

char *
pnr_log_words_dup_state (const PnrLogFacts *facts, GDateTime *now)
{
  g_autofree char *when = NULL;

  if (facts->is_newest)
    return g_strdup (_ ("The plan stands here"));
  if (facts->state == PNR_ACTION_STATE_DONE)
    return dup_detour (facts, now);
  when = pnr_log_words_dup_when (facts->undone, now);
  if (facts->undone_by == NULL || facts->undone == 0)
    return g_strdup (facts->state == PNR_ACTION_STATE_UNDONE ? _ ("Taken back") : _ ("Discarded"));
  return with_reason (g_strdup_printf (facts->state == PNR_ACTION_STATE_UNDONE
                                           /* Translators: a person, then a day and a time. */
                                           ? _ ("Taken back by %s, %s")
                                           /* Translators: a person, then a day and a time. */
                                           : _ ("Discarded; taken back by %s, %s"),
                                       facts->undone_by, when),
                      facts->undone_why);
}

/* Everything about the entry in one line, for a row that is heard. */
char *
pnr_log_words_dup_title (const PnrLogFacts *facts, GDateTime *now)
{
  g_autofree char *when = pnr_log_words_dup_when (facts->made, now);
  g_autofree char *state = pnr_log_words_dup_state (facts, now);
  GString *title = g_string_new (facts->what);

  if (facts->who != NULL && facts->who[0] != '\0')
    g_string_append_printf (title, ", %s", facts->who);
  g_string_append_printf (title, ", %s", when);
  if (facts->why != NULL && facts->why[0] != '\0')
    g_string_append_printf (title, ", %s", facts->why);
  if (state[0] != '\0')
    g_string_append_printf (title, ", %s", state);
  return g_string_free (title, FALSE);
}

/**
 * pnr_log_words_dup_outlook:
 * @facts: an entry
 * @n_back: how many actions reverting to it takes back
 * @n_again: how many it does again
 *
 * Returns: (transfer full): what reverting to the entry would do, or why it is not possible
 */
char *
pnr_log_words_dup_outlook (const PnrLogFacts *facts, guint n_back, guint n_again)
{
  if (facts->is_newest)
    return g_strdup (_ ("The plan is as it was right after this action."));
  if (facts->state == PNR_ACTION_STATE_DISCARDED)
    return g_strdup (_ ("It was taken back and something else was done since then, so it cannot "
                        "be done again."));
  if (!facts->can_return)
    return g_strdup (_ ("One of the actions after it is too old or too large to be taken back, so "
                        "the plan cannot be brought here."));
  if (n_again > 0)
    return g_strdup_printf (ngettext ("Reverting to here does %u action again.",
                                      "Reverting to here does %u actions again.", n_again),
                            n_again);
  return g_strdup_printf (ngettext ("Reverting to here takes %u newer action back.",
                                    "Reverting to here takes %u newer actions back.", n_back),
                          n_back);
}

/* For a toast. */
char *
pnr_log_words_dup_return (guint n_back, guint n_again)
{
  if (n_again > 0)
    return g_strdup_printf (ngettext ("%u action done again", "%u actions done again", n_again),
                            n_again);
  return g_strdup_printf (ngettext ("%u action taken back", "%u actions taken back", n_back),
                          n_back);
}

/* Texts keep to their cell: quoted for a comma, without breaks for a tab. */
static void
append_cell (GString *table, const char *text, char separator, gboolean is_last)
{
  g_autofree char *cell = g_strdup (text != NULL ? text : "");

  if (separator == '\t')
    g_strdelimit (cell, "\t\r\n", ' ');
  if (separator == ',' && strpbrk (cell, ",\"\r\n") != NULL) {
    GString *quoted = g_string_new (cell);

    g_string_replace (quoted, "\"", "\"\"", 0);
    g_string_append_printf (table, "\"%s\"", quoted->str);
    g_string_free (quoted, TRUE);
  } else {
    g_string_append (table, cell);
  }
  g_string_append_c (table, is_last ? '\n' : separator);
}

static char *
dup_file_time (gint64 seconds)
{
  g_autoptr (GDateTime) time = seconds != 0 ? g_date_time_new_from_unix_local (seconds) : NULL;

  return time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M:%S") : g_strdup ("");
}

static void
append_entry (GString *table, const PnrLogFacts *facts, char separator)
{
  g_autofree char *made = dup_file_time (facts->made);
  g_autofree char *undone = dup_file_time (facts->undone);
  g_autofree char *redone = dup_file_time (facts->redone);
  const char *state = facts->state == PNR_ACTION_STATE_DONE     ? _ ("Done")
                      : facts->state == PNR_ACTION_STATE_UNDONE ? _ ("Taken back")
                                                                : _ ("Discarded");
  const char *cells[] = { made,   facts->who,       facts->what,      facts->why,
                          state,  undone,           facts->undone_by, facts->undone_why,
                          redone, facts->redone_by, facts->redone_why };

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    append_cell (table, cells[i], separator, i + 1 == G_N_ELEMENTS (cells));
}

char *
pnr_log_words_dup_table (GPtrArray *entries, char separator)
{
  const char *headers[] = { C_ ("log", "When"),          C_ ("log", "Who"),
                            C_ ("log", "What"),          C_ ("log", "Why"),
                            C_ ("log", "State"),         C_ ("log", "Taken back"),
                            C_ ("log", "Taken back by"), C_ ("log", "Why taken back"),
                            C_ ("log", "Done again"),    C_ ("log", "Done again by"),
                            C_ ("log", "Why done again") };
  GString *table = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    append_cell (table, headers[i], separator, i + 1 == G_N_ELEMENTS (headers));
  for (guint i = 0; i < entries->len; i++)
    append_entry (table, pnr_log_entry_get_facts (g_ptr_array_index (entries, i)), separator);
  return g_string_free (table, FALSE);
}
