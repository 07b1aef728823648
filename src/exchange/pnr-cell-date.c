/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates in cells: which order of day and month a whole column uses, and the time a cell states. */
#include "config.h"

#include "exchange/pnr-cell-date.h"

#include <langinfo.h>
#include <string.h>

#define SECONDS_A_DAY G_GINT64_CONSTANT (86400)
/* Day 1 of the spreadsheets' calendar is 1900-01-01, and they count a 29th of February 1900. */
#define SERIAL_EPOCH (-25569)
#define SERIAL_FIRST 20000
#define SERIAL_LAST 80000

static gboolean
read_number (const char **at, guint most_digits, int *value)
{
  guint n_digits = 0;

  *value = 0;
  while (n_digits < most_digits && g_ascii_isdigit (**at)) {
    *value = *value * 10 + (**at - '0');
    (*at)++;
    n_digits++;
  }
  return n_digits > 0;
}

static void
skip_blanks (const char **at)
{
  while (**at == ' ' || **at == ',')
    (*at)++;
}

/* Days from 1970-01-01 in the Gregorian calendar; years are counted from March, so that the leap
 * day is the last of its year. */
static gint64
days_from_date (int year, int month, int day)
{
  gint64 y = month <= 2 ? year - 1 : year;
  gint64 m = month <= 2 ? month + 9 : month - 3;

  return y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + day - 1 - 719468;
}

static gboolean
date_to_seconds (int year, int month, int day, gint64 *seconds)
{
  static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  if (month < 1 || month > 12 || year < 1900 || year > 2199 || day < 1
      || day > lengths[month - 1] + (month == 2 && is_leap))
    return FALSE;
  *seconds = days_from_date (year, month, day) * SECONDS_A_DAY;
  return TRUE;
}

static int
whole_year (int year)
{
  return year >= 100 ? year : year < 70 ? 2000 + year : 1900 + year;
}

/* a/b/y with any of / - . between them. */
static gboolean
read_three_parts (const char **at, int parts[3], char *separator)
{
  if (!read_number (at, 2, &parts[0]) || (**at != '/' && **at != '-' && **at != '.'))
    return FALSE;
  *separator = *(*at)++;
  if (!read_number (at, 2, &parts[1]) || *(*at)++ != *separator)
    return FALSE;
  return read_number (at, 4, &parts[2]);
}

void
pnr_date_evidence_add (PnrDateEvidence *evidence, const char *text)
{
  int parts[3];
  char separator = '\0';

  skip_blanks (&text);
  if (!read_three_parts (&text, parts, &separator) || separator == '.')
    return;
  if (parts[0] > 12 && parts[1] <= 12)
    evidence->n_day_first++;
  else if (parts[1] > 12 && parts[0] <= 12)
    evidence->n_month_first++;
  else
    evidence->n_ambiguous++;
}

/* Without a single telling date the merchant's own country decides. */
gboolean
pnr_date_evidence_is_month_first (const PnrDateEvidence *evidence)
{
  const char *format = nl_langinfo (D_FMT);
  const char *month = strstr (format, "%m");
  const char *day = strstr (format, "%d");

  if (evidence->n_day_first != evidence->n_month_first)
    return evidence->n_month_first > evidence->n_day_first;
  return month != NULL && day != NULL && month < day;
}

/* "AM", "p.m." after a time. */
static gboolean
read_half_of_day (const char **at, int *hour)
{
  char half;

  skip_blanks (at);
  half = g_ascii_tolower (**at);
  if ((half != 'a' && half != 'p') || g_ascii_tolower ((*at)[(*at)[1] == '.' ? 2 : 1]) != 'm')
    return TRUE;
  if (*hour < 1 || *hour > 12)
    return FALSE;
  *hour = *hour % 12 + (half == 'p' ? 12 : 0);
  *at += (*at)[1] == '.' ? 3 : 2;
  if (**at == '.')
    (*at)++;
  return TRUE;
}

/* "Z", "+0200", "+02:00", "UTC": what is to be taken off to reach UTC. */
static gboolean
read_offset (const char **at, gint64 *offset)
{
  int sign = **at == '-' ? -1 : 1;
  int hours;
  int minutes = 0;

  *offset = 0;
  if (**at == 'Z' || **at == 'z') {
    (*at)++;
    return TRUE;
  }
  if (strncmp (*at, "UTC", 3) == 0 || strncmp (*at, "GMT", 3) == 0)
    *at += 3;
  if (**at != '+' && **at != '-')
    return TRUE;
  (*at)++;
  if (!read_number (at, 2, &hours))
    return FALSE;
  if (**at == ':')
    (*at)++;
  if (g_ascii_isdigit (**at) && !read_number (at, 2, &minutes))
    return FALSE;
  *offset = sign * (hours * 3600 + minutes * 60);
  return hours <= 14 && minutes < 60;
}

static gboolean
read_clock (const char **at, gint64 *seconds)
{
  int hour;
  int minute;
  int second = 0;
  int fraction;

  if (!read_number (at, 2, &hour) || *(*at)++ != ':' || !read_number (at, 2, &minute))
    return FALSE;
  if (**at == ':') {
    (*at)++;
    if (!read_number (at, 2, &second))
      return FALSE;
    if (**at == '.' || **at == ',') {
      (*at)++;
      read_number (at, 9, &fraction);
    }
  }
  if (!read_half_of_day (at, &hour) || hour > 23 || minute > 59 || second > 60)
    return FALSE;
  *seconds = hour * 3600 + minute * 60 + second;
  return TRUE;
}

/* The rest of a cell after its date: nothing, or a time with or without an offset. */
static gboolean
add_clock (const char *at, gint64 *seconds)
{
  gint64 clock = 0;
  gint64 offset = 0;

  if (*at == 'T' || *at == 't')
    at++;
  skip_blanks (&at);
  if (*at != '\0') {
    if (!read_clock (&at, &clock))
      return FALSE;
    skip_blanks (&at);
    if (!read_offset (&at, &offset))
      return FALSE;
    skip_blanks (&at);
  }
  *seconds += clock - offset;
  return *at == '\0';
}

/* 2026-09-01, 2026/9/1, 20260901. */
static gboolean
parse_year_first (const char *text, gint64 *seconds)
{
  int year;
  int month;
  int day;
  const char *at = text;
  char separator;

  if (!read_number (&at, 4, &year) || at - text != 4)
    return FALSE;
  separator = g_ascii_isdigit (*at) ? '\0' : *at;
  if (separator != '\0') {
    if (separator != '-' && separator != '/' && separator != '.')
      return FALSE;
    at++;
  }
  if (!read_number (&at, 2, &month) || (separator != '\0' && *at++ != separator)
      || !read_number (&at, 2, &day))
    return FALSE;
  return date_to_seconds (year, month, day, seconds) && add_clock (at, seconds);
}

static gboolean
parse_parts (const char *text, gboolean month_first, gint64 *seconds)
{
  int parts[3];
  char separator = '\0';

  if (!read_three_parts (&text, parts, &separator))
    return FALSE;
  month_first = month_first && separator != '.';
  return date_to_seconds (whole_year (parts[2]), parts[month_first ? 0 : 1],
                          parts[month_first ? 1 : 0], seconds)
         && add_clock (text, seconds);
}

/* English and German month names by their first three letters. */
static gboolean
read_month_name (const char **at, int *month)
{
  static const char *const names[] = { "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug",
                                       "sep", "oct", "nov", "dec", "jän", "feb", "mär", "apr",
                                       "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    if (g_ascii_strncasecmp (*at, names[i], strlen (names[i])) == 0) {
      *month = (int) (i % 12) + 1;
      while (**at != '\0' && **at != ' ' && **at != '.' && **at != '-' && **at != ','
             && !g_ascii_isdigit (**at))
        (*at)++;
      while (**at == ' ' || **at == '.' || **at == '-' || **at == ',')
        (*at)++;
      return TRUE;
    }
  }
  return FALSE;
}

/* "Sep 1, 2026 10:12:44 AM", "1. September 2026". */
static gboolean
parse_month_name (const char *text, gint64 *seconds)
{
  int day;
  int month;
  int year;
  gboolean begins_with_name = read_month_name (&text, &month);

  if (!read_number (&text, 2, &day))
    return FALSE;
  while (*text == '.' || *text == ' ' || *text == ',' || *text == '-')
    text++;
  if (!begins_with_name && !read_month_name (&text, &month))
    return FALSE;
  return read_number (&text, 4, &year) && date_to_seconds (whole_year (year), month, day, seconds)
         && add_clock (text, seconds);
}

/* A spreadsheet's day number, with the time as its fraction. */
static gboolean
parse_serial (const char *text, gint64 *seconds)
{
  int days;
  gint64 numerator = 0;
  gint64 denominator = 1;

  if (!read_number (&text, 5, &days) || days < SERIAL_FIRST || days > SERIAL_LAST)
    return FALSE;
  if (*text == '.' || *text == ',') {
    for (text++; g_ascii_isdigit (*text); text++) {
      if (denominator < G_GINT64_CONSTANT (1000000000000)) {
        numerator = numerator * 10 + (*text - '0');
        denominator *= 10;
      }
    }
  }
  *seconds = (days + SERIAL_EPOCH) * SECONDS_A_DAY
             + (numerator * SECONDS_A_DAY + denominator / 2) / denominator;
  return *text == '\0';
}

/**
 * pnr_cell_date_parse:
 * @text: a cell
 * @month_first: whether 1/2/2026 is the second of January in this column
 * @seconds: (out): UTC seconds since 1970; a time without an offset is taken as UTC
 *
 * Returns: whether the cell is a date, with or without a time
 */
gboolean
pnr_cell_date_parse (const char *text, gboolean month_first, gint64 *seconds)
{
  skip_blanks (&text);
  return parse_year_first (text, seconds) || parse_parts (text, month_first, seconds)
         || parse_month_name (text, seconds) || parse_serial (text, seconds);
}

gboolean
pnr_cell_time_parse (const char *text, gint64 *seconds_of_day)
{
  skip_blanks (&text);
  if (!read_clock (&text, seconds_of_day))
    return FALSE;
  skip_blanks (&text);
  return *text == '\0';
}
