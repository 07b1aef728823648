/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the names in a document that nobody reads, so that it can be said aloud. */

/* What is known is a list of paths, as in "bundles[].components[].sku": "[]" stands for every
 * member of a list and "*" for every name of an object. A path that no other one goes on from
 * ends the search: what lies deeper is the reader's own. */
#include "config.h"

#include "base/pnr-known-keys.h"

#include <string.h>

#include "base/pnr-report.h"
#include "base/pnr-text.h"

typedef struct {
  const char *const *known;
  guint most;
  GPtrArray *strangers;
} KnownKeys;

/* Whether some known path goes on from @pattern with @mark. Where a list is expected and an object
 * stands, its reader says so; the object's names are not strange beside that. */
static gboolean
known_keys_expect (KnownKeys *self, const char *pattern, const char *mark)
{
  g_autofree char *start = g_strconcat (pattern, *pattern != '\0' ? mark : "", NULL);

  for (guint i = 0; self->known[i] != NULL; i++)
    if (g_str_has_prefix (self->known[i], start))
      return TRUE;
  return FALSE;
}

/* Whether some known path is @pattern, or goes on from it. */
static gboolean
known_keys_have (KnownKeys *self, const char *pattern, gboolean *goes_on)
{
  gsize length = strlen (pattern);
  gboolean is_known = FALSE;

  *goes_on = FALSE;
  for (guint i = 0; self->known[i] != NULL; i++) {
    const char *path = self->known[i];

    if (strncmp (path, pattern, length) != 0
        || (path[length] != '\0' && path[length] != '.' && path[length] != '['))
      continue;
    is_known = TRUE;
    *goes_on |= path[length] != '\0';
  }
  return is_known;
}

static void known_keys_visit (KnownKeys *self, GVariant *value, const char *path,
                              const char *pattern);

static void
known_keys_visit_member (KnownKeys *self, const char *key, GVariant *value, const char *path,
                         const char *pattern)
{
  const char *dot = *path != '\0' ? "." : "";
  g_autofree char *place = g_strconcat (path, dot, key, NULL);
  g_autofree char *named = g_strconcat (pattern, dot, key, NULL);
  g_autofree char *any = g_strconcat (pattern, dot, "*", NULL);
  gboolean goes_on;

  if (known_keys_have (self, named, &goes_on)) {
    if (goes_on)
      known_keys_visit (self, value, place, named);
  } else if (known_keys_have (self, any, &goes_on)) {
    if (goes_on)
      known_keys_visit (self, value, place, any);
  } else {
    g_ptr_array_add (self->strangers, g_steal_pointer (&place));
  }
}

static void
known_keys_visit (KnownKeys *self, GVariant *value, const char *path, const char *pattern)
{
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_VARDICT)
      && known_keys_expect (self, pattern, ".")) {
    GVariantIter iter;
    GVariant *inner;
    const char *key;

    g_variant_iter_init (&iter, value);
    while (self->strangers->len < self->most
           && g_variant_iter_next (&iter, "{&sv}", &key, &inner)) {
      known_keys_visit_member (self, key, inner, path, pattern);
      g_variant_unref (inner);
    }
  } else if (g_variant_is_of_type (value, G_VARIANT_TYPE ("av"))
             && known_keys_expect (self, pattern, "[]")) {
    g_autofree char *members = g_strconcat (pattern, "[]", NULL);

    for (gsize i = 0; i < pnr_report_list_length (value) && self->strangers->len < self->most;
         i++) {
      g_autoptr (GVariant) item = pnr_report_list_get (value, i);
      g_autofree char *place = g_strdup_printf ("%s[%" G_GSIZE_FORMAT "]", path, i);

      known_keys_visit (self, item, place, members);
    }
  }
}

/**
 * pnr_known_keys_find_strangers:
 * @document: a dictionary
 * @known: (array zero-terminated=1): the paths that are read
 * @most: stop after so many
 *
 * Returns: (transfer full) (element-type utf8): the paths that are not, as in "bundles[3].prise"
 */
GPtrArray *
pnr_known_keys_find_strangers (GVariant *document, const char *const *known, guint most)
{
  KnownKeys self = { known, most, g_ptr_array_new_with_free_func (g_free) };

  known_keys_visit (&self, document, "", "");
  return self.strangers;
}

/* How many letters must be put in, left out or exchanged to get from one to the other. */
static guint
count_changes (const char *a, const char *b)
{
  gsize n = strlen (b);
  g_autofree guint *row = g_new (guint, n + 1);

  for (gsize j = 0; j <= n; j++)
    row[j] = (guint) j;
  for (gsize i = 1; a[i - 1] != '\0'; i++) {
    guint diagonal = row[0];

    row[0] = (guint) i;
    for (gsize j = 1; j <= n; j++) {
      guint above = row[j], exchanged = diagonal + (a[i - 1] != b[j - 1]);

      row[j] = MIN (exchanged, MIN (above, row[j - 1]) + 1);
      diagonal = above;
    }
  }
  return row[n];
}

/**
 * pnr_known_keys_find_nearest:
 * @name: what was written
 * @known: (array zero-terminated=1): what is known
 *
 * Returns: (transfer none) (nullable): the known name that was most likely meant; nothing where
 *   more than a third of its letters would be wrong
 */
const char *
pnr_known_keys_find_nearest (const char *name, const char *const *known)
{
  g_autofree char *folded = pnr_text_fold (name);
  const char *nearest = NULL;
  guint fewest = G_MAXUINT;

  for (guint i = 0; known[i] != NULL; i++) {
    guint n = count_changes (folded, known[i]);

    if (n < fewest && n <= MAX (1, strlen (known[i]) / 3)) {
      fewest = n;
      nearest = known[i];
    }
  }
  return nearest;
}
