/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What columns say about people, by their headers, in the languages whose other headers are known.
 */
#include "config.h"

#include "exchange/pnr-person-column.h"

#include <string.h>

static gboolean
contains_one (const char *text, const char *const *words)
{
  for (; *words != NULL; words++) {
    if (strstr (text, *words) != NULL)
      return TRUE;
  }
  return FALSE;
}

static gboolean
holds_given_names (const char *folded)
{
  static const char *const marks[] = { "first name", "firstname", "given name", "forename",
                                       "vorname",    "prénom",    "voornaam",   "förnamn",
                                       "fornavn",    "etunimi",   NULL };
  static const char *const words[] = { "imię", NULL };

  return contains_one (folded, marks) || g_strv_contains (words, folded);
}

static gboolean
holds_family_names (const char *folded)
{
  static const char *const marks[] = {
    "last name", "lastname",       "surname",  "family name", "nachname",   "familienname",
    "zuname",    "nom de famille", "apellido", "cognome",     "achternaam", "efternamn",
    "efternavn", "etternavn",      "příjmení", "sukunimi",    "фамилия",    NULL
  };
  static const char *const words[] = { "nazwisko", "επώνυμο", NULL };

  return contains_one (folded, marks) || g_strv_contains (words, folded);
}

/* "Billing name", "nom du client", "shipping company" where a firm orders, but not "shipping
 * method", nor "company" alone, which may be the maker. */
static gboolean
holds_names_of_customers (const char *folded)
{
  static const char *const names[] = { "name",    "nom",     "naam",    "company", "firma",
                                       "société", "empresa", "azienda", "bedrijf", NULL };
  static const char *const sides[] = { "billing",   "shipping",  "delivery",     "rechnung",
                                       "liefer",    "ship to",   "bill to",      "sold to",
                                       "customer",  "kunde",     "client",       "klant",
                                       "buyer",     "recipient", "purchaser",    "contact",
                                       "kontakt",   "acheteur",  "destinataire", "facturation",
                                       "livraison", "comprador", "factura",      "acquirente",
                                       "koper",     NULL };

  return contains_one (folded, names) && contains_one (folded, sides);
}

static gboolean
speaks_of_people (const char *folded)
{
  static const char *const people[] = { "customer",
                                        "kunde",
                                        "kundin",
                                        "client",
                                        "cliente",
                                        "klant",
                                        "klient",
                                        "клиент",
                                        "покупатель",
                                        "buyer",
                                        "purchaser",
                                        "shopper",
                                        "recipient",
                                        "addressee",
                                        "consignee",
                                        "contact",
                                        "kontakt",
                                        "contacto",
                                        "contatto",
                                        "contactpersoon",
                                        "käufer",
                                        "käuferin",
                                        "auftraggeber",
                                        "ansprechpartner",
                                        "acheteur",
                                        "acheteuse",
                                        "destinataire",
                                        "comprador",
                                        "destinatario",
                                        "acquirente",
                                        "intestatario",
                                        "koper",
                                        "ontvanger",
                                        "ordered by",
                                        "placed by",
                                        "purchased by",
                                        "bought by",
                                        "order placed by",
                                        "bestellt von",
                                        "bestellt durch",
                                        "commandé par",
                                        "ordinato da",
                                        "pedido por",
                                        "besteld door",
                                        "ship to",
                                        "shipped to",
                                        "bill to",
                                        "billed to",
                                        "sold to",
                                        "deliver to",
                                        "attention",
                                        "attn",
                                        "zu händen",
                                        "z hd",
                                        NULL };
  static const char *const marks[] = { "mail",       "phone",     "telefon",    "telefoon",
                                       "téléphone",  "teléfono",  "full name",  "fullname",
                                       "kundenname", "klantnaam", "besteller",  "empfänger",
                                       "nazwisko",   "kundnamn",  "kundenavn",  "ονοματεπώνυμο",
                                       "username",   "user name", "user login", "benutzername",
                                       "imię i",     "фио",       NULL };

  return g_strv_contains (people, folded) || contains_one (folded, marks)
         || holds_names_of_customers (folded);
}

static gboolean
is_plain_name (const char *folded)
{
  static const char *const names[] = { "name", "nom",  "nome",  "nombre", "naam", "namn",
                                       "navn", "nimi", "jméno", "όνομα",  "имя",  NULL };

  return g_strv_contains (names, folded);
}

/* "Shipping address": who is to get it stands in front of the street. */
static gboolean
holds_addresses (const char *folded)
{
  static const char *const marks[] = { "address",   "adresse",  "anschrift", "indirizzo",
                                       "dirección", "endereço", "adres",     NULL };

  return contains_one (folded, marks);
}

/* Whether no text of the column reaches the plan as that of something else. */
static gboolean
is_unread (const PnrTableLayout *layout, guint column)
{
  PnrImportField field = layout->fields[column];

  return field == PNR_FIELD_NONE || (field == PNR_FIELD_NAME && layout->shape == PNR_IMPORT_ORDERS);
}

/* Whether the merchant, and nobody else, says that orders are told apart by the column. */
static gboolean
is_mapped_to_order (const PnrTableLayout *layout, guint column)
{
  if (layout->fields[column] != PNR_FIELD_ORDER || layout->maps_used == NULL)
    return FALSE;
  for (guint i = 0; i < layout->maps_used->len; i++) {
    if (g_str_has_prefix (layout->maps_used->pdata[i], "order="))
      return TRUE;
  }
  return FALSE;
}

/* What column @column of an order history says about its customers. */
PnrPersonColumn
pnr_person_column_from_layout (const PnrTableLayout *layout, guint column)
{
  const char *folded = layout->folded[column];

  if (is_mapped_to_order (layout, column))
    return speaks_of_people (folded) ? PNR_PERSON_COLUMN_WHOLE : PNR_PERSON_COLUMN_PLAIN;
  if (layout->fields[column] != PNR_FIELD_CUSTOMER && !is_unread (layout, column))
    return PNR_PERSON_COLUMN_NONE;
  if (holds_given_names (folded))
    return PNR_PERSON_COLUMN_GIVEN;
  if (holds_family_names (folded))
    return PNR_PERSON_COLUMN_FAMILY;
  if (layout->fields[column] == PNR_FIELD_CUSTOMER || speaks_of_people (folded))
    return PNR_PERSON_COLUMN_WHOLE;
  if (holds_addresses (folded))
    return PNR_PERSON_COLUMN_ADDRESS;
  return is_plain_name (folded) ? PNR_PERSON_COLUMN_PLAIN : PNR_PERSON_COLUMN_NONE;
}
