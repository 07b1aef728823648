/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The closed lists of words: kinds of products, relations, bundles, prices and evidence. */
#include "config.h"

#include "model/pnr-kinds.h"

/**
 * pnr_kind_to_word:
 * @type: one of the enumeration types of this room
 * @kind: a value of it
 *
 * Returns: the untranslated word for files, such as "cross-sell"
 */
const char *
pnr_kind_to_word (GType type, int kind)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (type);
  const GEnumValue *value = g_enum_get_value (G_ENUM_CLASS (klass), kind);

  g_return_val_if_fail (value != NULL, NULL);
  return value->value_nick;
}

/* What people also write. */
static const struct {
  GType (*get_type) (void);
  const char *word;
  int kind;
} spellings[] = {
  { pnr_bundle_kind_get_type, "bogo", PNR_BUNDLE_KIND_BUY_GET },
  { pnr_bundle_kind_get_type, "bxgy", PNR_BUNDLE_KIND_BUY_GET },
  { pnr_bundle_kind_get_type, "buy-x-get-y", PNR_BUNDLE_KIND_BUY_GET },
  { pnr_bundle_kind_get_type, "gift-with-purchase", PNR_BUNDLE_KIND_GIFT },
  { pnr_component_role_get_type, "anchor", PNR_COMPONENT_ROLE_MAIN },
  { pnr_component_role_get_type, "part", PNR_COMPONENT_ROLE_AUXILIARY },
};

static gboolean
kind_from_spelling (GType type, const char *word, int *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++) {
    if (spellings[i].get_type () == type && g_str_equal (spellings[i].word, word)) {
      *kind = spellings[i].kind;
      return TRUE;
    }
  }
  return FALSE;
}

/**
 * pnr_kind_from_word:
 * @type: one of the enumeration types of this room
 * @word: a word; capitals do not matter, "_" and " " count as "-"
 * @kind: (out): the value
 *
 * Returns: whether @word is on the list
 */
gboolean
pnr_kind_from_word (GType type, const char *word, int *kind)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (type);
  g_autofree char *nick = g_ascii_strdown (word, -1);
  const GEnumValue *value;

  g_strdelimit (nick, "_ ", '-');
  value = g_enum_get_value_by_nick (G_ENUM_CLASS (klass), nick);
  if (value == NULL)
    return kind_from_spelling (type, nick, kind);
  *kind = value->value;
  return TRUE;
}
