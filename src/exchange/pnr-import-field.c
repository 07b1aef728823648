/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a column of a shop's file can mean, and the headers by which shops call it. */
#include "config.h"

#include "exchange/pnr-import-field.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/pnr-text.h"

/* Where a header has its meaning: in catalogues, in orders, in both. */
#define C 1
#define O 2
#define B 3

/* Headers are folded; of several columns for one field the one named earlier here is taken. */
typedef struct {
  const char *profile;
  const char *header;
  PnrImportField field;
  guint8 scope;
} Alias;

static const Alias aliases[] = {
  { "shopify-orders", "name", PNR_FIELD_ORDER, O },
  { "shopify-orders", "email", PNR_FIELD_CUSTOMER, O },
  { "shopify-orders", "created at", PNR_FIELD_DATE, O },
  { "shopify-orders", "currency", PNR_FIELD_CURRENCY, O },
  { "shopify-orders", "financial status", PNR_FIELD_STATUS, O },
  { "shopify-orders", "cancelled at", PNR_FIELD_CANCELLED, O },
  { "shopify-orders", "lineitem sku", PNR_FIELD_ITEM, O },
  { "shopify-orders", "lineitem name", PNR_FIELD_ITEM_NAME, O },
  { "shopify-orders", "lineitem quantity", PNR_FIELD_QUANTITY, O },
  { "shopify-orders", "lineitem price", PNR_FIELD_UNIT_PRICE, O },
  { "shopify-orders", "lineitem discount", PNR_FIELD_DISCOUNT, O },
  { "shopify-orders", "source", PNR_FIELD_CHANNEL, O },
  { "shopify-products", "url handle", PNR_FIELD_HANDLE, C },
  { "shopify-products", "handle", PNR_FIELD_HANDLE, C },
  { "shopify-products", "title", PNR_FIELD_NAME, C },
  { "shopify-products", "sku", PNR_FIELD_SKU, C },
  { "shopify-products", "variant sku", PNR_FIELD_SKU, C },
  { "shopify-products", "price", PNR_FIELD_PRICE, C },
  { "shopify-products", "variant price", PNR_FIELD_PRICE, C },
  { "shopify-products", "cost per item", PNR_FIELD_COST, C },
  { "shopify-products", "inventory quantity", PNR_FIELD_STOCK, C },
  { "shopify-products", "variant inventory qty", PNR_FIELD_STOCK, C },
  { "shopify-products", "weight value (grams)", PNR_FIELD_WEIGHT, C },
  { "shopify-products", "variant grams", PNR_FIELD_WEIGHT, C },
  { "shopify-products", "type", PNR_FIELD_CATEGORY, C },
  { "shopify-products", "product category", PNR_FIELD_CATEGORY, C },
  { "shopify-products", "vendor", PNR_FIELD_BRAND, C },
  { "shopify-products", "option1 value", PNR_FIELD_SIZE, C },
  { "shopify-products", "image src", PNR_FIELD_IMAGE, C },
  { "woocommerce-products", "id", PNR_FIELD_EXTERNAL_ID, C },
  { "woocommerce-products", "type", PNR_FIELD_KIND, C },
  { "woocommerce-products", "typ", PNR_FIELD_KIND, C },
  { "woocommerce-products", "sku", PNR_FIELD_SKU, C },
  { "woocommerce-products", "artikelnummer", PNR_FIELD_SKU, C },
  { "woocommerce-products", "name", PNR_FIELD_NAME, C },
  { "woocommerce-products", "title", PNR_FIELD_NAME, C },
  { "woocommerce-products", "product title", PNR_FIELD_NAME, C },
  { "woocommerce-products", "published", PNR_FIELD_PUBLISHED, C },
  { "woocommerce-products", "veröffentlicht", PNR_FIELD_PUBLISHED, C },
  { "woocommerce-products", "visibility in catalog", PNR_FIELD_VISIBILITY, C },
  { "woocommerce-products", "sichtbarkeit im katalog", PNR_FIELD_VISIBILITY, C },
  { "woocommerce-products", "tax class", PNR_FIELD_TAX_CLASS, C },
  { "woocommerce-products", "steuerklasse", PNR_FIELD_TAX_CLASS, C },
  { "woocommerce-products", "stock", PNR_FIELD_STOCK, C },
  { "woocommerce-products", "quantity", PNR_FIELD_STOCK, C },
  { "woocommerce-products", "bestand", PNR_FIELD_STOCK, C },
  { "woocommerce-products", "lager", PNR_FIELD_STOCK, C },
  { "woocommerce-products", "regular price", PNR_FIELD_PRICE, C },
  { "woocommerce-products", "regulärer preis", PNR_FIELD_PRICE, C },
  { "woocommerce-products", "price", PNR_FIELD_PRICE, C },
  { "woocommerce-products", "sale price", PNR_FIELD_SALE_PRICE, C },
  { "woocommerce-products", "angebotspreis", PNR_FIELD_SALE_PRICE, C },
  { "woocommerce-products", "categories", PNR_FIELD_CATEGORY, C },
  { "woocommerce-products", "kategorien", PNR_FIELD_CATEGORY, C },
  { "woocommerce-products", "images", PNR_FIELD_IMAGE, C },
  { "woocommerce-products", "bilder", PNR_FIELD_IMAGE, C },
  { "woocommerce-products", "parent", PNR_FIELD_PARENT, C },
  { "woocommerce-products", "parent sku", PNR_FIELD_PARENT, C },
  { "woocommerce-products", "übergeordnetes produkt", PNR_FIELD_PARENT, C },
  { "woocommerce-products", "brands", PNR_FIELD_BRAND, C },
  { "woocommerce-products", "marken", PNR_FIELD_BRAND, C },
  { "woocommerce-products", "cost of goods", PNR_FIELD_COST, C },
  { "woocommerce-orders", "order number", PNR_FIELD_ORDER, O },
  { "woocommerce-orders", "order date", PNR_FIELD_DATE, O },
  { "woocommerce-orders", "order status", PNR_FIELD_STATUS, O },
  { "woocommerce-orders", "customer user id", PNR_FIELD_CUSTOMER, O },
  { "woocommerce-orders", "email (billing)", PNR_FIELD_CUSTOMER, O },
  { "woocommerce-orders", "sku", PNR_FIELD_ITEM, O },
  { "woocommerce-orders", "item name", PNR_FIELD_ITEM_NAME, O },
  { "woocommerce-orders", "name", PNR_FIELD_ITEM_NAME, O },
  { "woocommerce-orders", "quantity", PNR_FIELD_QUANTITY, O },
  { "woocommerce-orders", "order line total", PNR_FIELD_LINE_TOTAL, O },
  { "woocommerce-orders", "item cost", PNR_FIELD_UNIT_PRICE, O },
  { "woocommerce-orders", "currency", PNR_FIELD_CURRENCY, O },
  { "woocommerce-analytics", "order #", PNR_FIELD_ORDER, O },
  { "woocommerce-analytics", "date", PNR_FIELD_DATE, O },
  { "woocommerce-analytics", "status", PNR_FIELD_STATUS, O },
  { "woocommerce-analytics", "product(s)", PNR_FIELD_LINE_TEXT, O },
  { "woocommerce-analytics", "items sold", PNR_FIELD_QUANTITY, O },
  { "woocommerce-analytics", "net sales", PNR_FIELD_LINE_TOTAL, O },
  { "line-items", "order number", PNR_FIELD_ORDER, O },
  { "line-items", "order id", PNR_FIELD_ORDER, O },
  { "line-items", "order date", PNR_FIELD_DATE, O },
  { "line-items", "date", PNR_FIELD_DATE, O },
  { "line-items", "status", PNR_FIELD_STATUS, O },
  { "line-items", "order currency", PNR_FIELD_CURRENCY, O },
  { "line-items", "customer id", PNR_FIELD_CUSTOMER, O },
  { "line-items", "customer email", PNR_FIELD_CUSTOMER, O },
  { "odoo-orders", "order reference", PNR_FIELD_ORDER, O },
  { "odoo-orders", "name", PNR_FIELD_ORDER, O },
  { "odoo-orders", "order date", PNR_FIELD_DATE, O },
  { "odoo-orders", "date order", PNR_FIELD_DATE, O },
  { "odoo-orders", "status", PNR_FIELD_STATUS, O },
  { "odoo-orders", "state", PNR_FIELD_STATUS, O },
  { "odoo-orders", "order lines product", PNR_FIELD_ITEM, O },
  { "odoo-orders", "order line product id", PNR_FIELD_ITEM, O },
  { "odoo-orders", "order lines quantity", PNR_FIELD_QUANTITY, O },
  { "odoo-orders", "order line product uom qty", PNR_FIELD_QUANTITY, O },
  { "odoo-orders", "order lines unit price", PNR_FIELD_UNIT_PRICE, O },
  { "odoo-orders", "order line price unit", PNR_FIELD_UNIT_PRICE, O },
  { "odoo-orders", "unit price", PNR_FIELD_UNIT_PRICE, O },
  { "online-retail", "invoiceno", PNR_FIELD_ORDER, O },
  { "online-retail", "invoice", PNR_FIELD_ORDER, O },
  { "online-retail", "stockcode", PNR_FIELD_ITEM, O },
  { "online-retail", "description", PNR_FIELD_ITEM_NAME, O },
  { "online-retail", "quantity", PNR_FIELD_QUANTITY, O },
  { "online-retail", "invoicedate", PNR_FIELD_DATE, O },
  { "online-retail", "unitprice", PNR_FIELD_UNIT_PRICE, O },
  { "online-retail", "price", PNR_FIELD_UNIT_PRICE, O },
  { "online-retail", "customerid", PNR_FIELD_CUSTOMER, O },
  { "online-retail", "customer id", PNR_FIELD_CUSTOMER, O },
  { "foodmart-sales", "the date", PNR_FIELD_DATE, O },
  { "foodmart-sales", "time id", PNR_FIELD_DAY, O },
  { "foodmart-sales", "customer id", PNR_FIELD_CUSTOMER, O },
  { "foodmart-sales", "store id", PNR_FIELD_STORE, O },
  { "foodmart-sales", "promotion name", PNR_FIELD_PROMOTION, O },
  { "foodmart-sales", "product id", PNR_FIELD_EXTERNAL_ID, O },
  { "foodmart-sales", "product name", PNR_FIELD_ITEM_NAME, O },
  { "foodmart-sales", "unit sales", PNR_FIELD_QUANTITY, O },
  { "foodmart-sales", "store sales", PNR_FIELD_LINE_TOTAL, O },
  { "foodmart-sales", "store cost", PNR_FIELD_COST_TOTAL, O },

  { NULL, "sku", PNR_FIELD_SKU, B },
  { NULL, "item sku", PNR_FIELD_SKU, B },
  { NULL, "product sku", PNR_FIELD_SKU, B },
  { NULL, "variant sku", PNR_FIELD_SKU, B },
  { NULL, "artikelnummer", PNR_FIELD_SKU, B },
  { NULL, "artikel nr", PNR_FIELD_SKU, B },
  { NULL, "artikelnr", PNR_FIELD_SKU, B },
  { NULL, "art nr", PNR_FIELD_SKU, B },
  { NULL, "item number", PNR_FIELD_SKU, B },
  { NULL, "item no", PNR_FIELD_SKU, B },
  { NULL, "item code", PNR_FIELD_SKU, B },
  { NULL, "product code", PNR_FIELD_SKU, B },
  { NULL, "stockcode", PNR_FIELD_SKU, B },
  { NULL, "stock code", PNR_FIELD_SKU, B },
  { NULL, "internal reference", PNR_FIELD_SKU, B },
  { NULL, "default code", PNR_FIELD_SKU, B },
  { NULL, "reference", PNR_FIELD_SKU, C },
  { NULL, "référence", PNR_FIELD_SKU, B },
  { NULL, "product reference", PNR_FIELD_SKU, B },
  { NULL, "référence produit", PNR_FIELD_SKU, B },
  { NULL, "codice articolo", PNR_FIELD_SKU, B },
  { NULL, "referencia", PNR_FIELD_SKU, B },
  { NULL, "artikelcode", PNR_FIELD_SKU, B },
  { NULL, "item", PNR_FIELD_ITEM, B },
  { NULL, "itemname", PNR_FIELD_ITEM, B },
  { NULL, "product", PNR_FIELD_ITEM, B },
  { NULL, "produkt", PNR_FIELD_ITEM, B },
  { NULL, "artikel", PNR_FIELD_ITEM, B },
  { NULL, "article", PNR_FIELD_ITEM, B },
  { NULL, "produit", PNR_FIELD_ITEM, B },
  { NULL, "prodotto", PNR_FIELD_ITEM, B },
  { NULL, "producto", PNR_FIELD_ITEM, B },
  { NULL, "product id", PNR_FIELD_EXTERNAL_ID, B },
  { NULL, "productid", PNR_FIELD_EXTERNAL_ID, B },
  { NULL, "produkt id", PNR_FIELD_EXTERNAL_ID, B },
  { NULL, "artikel id", PNR_FIELD_EXTERNAL_ID, B },
  { NULL, "item id", PNR_FIELD_EXTERNAL_ID, B },
  { NULL, "itemid", PNR_FIELD_EXTERNAL_ID, B },
  { NULL, "external id", PNR_FIELD_EXTERNAL_ID, B },
  { NULL, "id", PNR_FIELD_EXTERNAL_ID, C },
  { NULL, "code", PNR_FIELD_EXTERNAL_ID, C },
  { NULL, "product name", PNR_FIELD_NAME, B },
  { NULL, "item name", PNR_FIELD_NAME, B },
  { NULL, "name", PNR_FIELD_NAME, C },
  { NULL, "title", PNR_FIELD_NAME, B },
  { NULL, "product title", PNR_FIELD_NAME, B },
  { NULL, "bezeichnung", PNR_FIELD_NAME, B },
  { NULL, "artikelbezeichnung", PNR_FIELD_NAME, B },
  { NULL, "artikelname", PNR_FIELD_NAME, B },
  { NULL, "produktname", PNR_FIELD_NAME, B },
  { NULL, "désignation", PNR_FIELD_NAME, B },
  { NULL, "nom", PNR_FIELD_NAME, C },
  { NULL, "descrizione", PNR_FIELD_NAME, B },
  { NULL, "description", PNR_FIELD_NAME, O },
  /* Beside any of these it is the buyer's. */
  { NULL, "name", PNR_FIELD_NAME, O },
  { NULL, "product family", PNR_FIELD_CATEGORY_FAMILY, C },
  { NULL, "product department", PNR_FIELD_CATEGORY_DEPARTMENT, C },
  { NULL, "department", PNR_FIELD_CATEGORY_DEPARTMENT, C },
  { NULL, "abteilung", PNR_FIELD_CATEGORY_DEPARTMENT, C },
  { NULL, "category", PNR_FIELD_CATEGORY, C },
  { NULL, "categories", PNR_FIELD_CATEGORY, C },
  { NULL, "product category", PNR_FIELD_CATEGORY, C },
  { NULL, "product type", PNR_FIELD_CATEGORY, C },
  { NULL, "kategorie", PNR_FIELD_CATEGORY, C },
  { NULL, "warengruppe", PNR_FIELD_CATEGORY, C },
  { NULL, "catégorie", PNR_FIELD_CATEGORY, C },
  { NULL, "product subcategory", PNR_FIELD_CATEGORY_LEAF, C },
  { NULL, "subcategory", PNR_FIELD_CATEGORY_LEAF, C },
  { NULL, "unterkategorie", PNR_FIELD_CATEGORY_LEAF, C },
  { NULL, "brand", PNR_FIELD_BRAND, C },
  { NULL, "brands", PNR_FIELD_BRAND, C },
  { NULL, "brand name", PNR_FIELD_BRAND, C },
  { NULL, "vendor", PNR_FIELD_BRAND, C },
  { NULL, "manufacturer", PNR_FIELD_BRAND, C },
  { NULL, "marke", PNR_FIELD_BRAND, C },
  { NULL, "hersteller", PNR_FIELD_BRAND, C },
  { NULL, "price", PNR_FIELD_PRICE, B },
  { NULL, "regular price", PNR_FIELD_PRICE, B },
  { NULL, "sales price", PNR_FIELD_PRICE, B },
  { NULL, "list price", PNR_FIELD_PRICE, B },
  { NULL, "srp", PNR_FIELD_PRICE, C },
  { NULL, "preis", PNR_FIELD_PRICE, B },
  { NULL, "verkaufspreis", PNR_FIELD_PRICE, B },
  { NULL, "vk", PNR_FIELD_PRICE, B },
  { NULL, "vk preis", PNR_FIELD_PRICE, B },
  { NULL, "prix", PNR_FIELD_PRICE, B },
  { NULL, "prezzo", PNR_FIELD_PRICE, B },
  { NULL, "precio", PNR_FIELD_PRICE, B },
  { NULL, "prijs", PNR_FIELD_PRICE, B },
  { NULL, "sale price", PNR_FIELD_SALE_PRICE, C },
  { NULL, "angebotspreis", PNR_FIELD_SALE_PRICE, C },
  { NULL, "cost", PNR_FIELD_COST, B },
  { NULL, "unit cost", PNR_FIELD_COST, B },
  { NULL, "cost price", PNR_FIELD_COST, B },
  { NULL, "cost per item", PNR_FIELD_COST, B },
  { NULL, "standard price", PNR_FIELD_COST, C },
  { NULL, "wholesale price", PNR_FIELD_COST, B },
  { NULL, "einkaufspreis", PNR_FIELD_COST, B },
  { NULL, "ek", PNR_FIELD_COST, B },
  { NULL, "ek preis", PNR_FIELD_COST, B },
  { NULL, "selbstkosten", PNR_FIELD_COST, B },
  { NULL, "stock", PNR_FIELD_STOCK, C },
  { NULL, "stock quantity", PNR_FIELD_STOCK, C },
  { NULL, "inventory quantity", PNR_FIELD_STOCK, C },
  { NULL, "quantity on hand", PNR_FIELD_STOCK, C },
  { NULL, "quantity", PNR_FIELD_STOCK, C },
  { NULL, "qty", PNR_FIELD_STOCK, C },
  { NULL, "bestand", PNR_FIELD_STOCK, C },
  { NULL, "lagerbestand", PNR_FIELD_STOCK, C },
  { NULL, "weight", PNR_FIELD_WEIGHT, C },
  { NULL, "net weight", PNR_FIELD_WEIGHT, C },
  { NULL, "gewicht", PNR_FIELD_WEIGHT, C },
  { NULL, "kind", PNR_FIELD_KIND, C },
  { NULL, "type", PNR_FIELD_KIND, C },
  { NULL, "parent", PNR_FIELD_PARENT, C },
  { NULL, "parent sku", PNR_FIELD_PARENT, C },
  { NULL, "size", PNR_FIELD_SIZE, C },
  { NULL, "größe", PNR_FIELD_SIZE, C },
  { NULL, "grösse", PNR_FIELD_SIZE, C },
  { NULL, "groesse", PNR_FIELD_SIZE, C },
  { NULL, "tax class", PNR_FIELD_TAX_CLASS, C },
  { NULL, "steuerklasse", PNR_FIELD_TAX_CLASS, C },
  { NULL, "image", PNR_FIELD_IMAGE, C },
  { NULL, "image url", PNR_FIELD_IMAGE, C },
  { NULL, "bild", PNR_FIELD_IMAGE, C },
  { NULL, "order id", PNR_FIELD_ORDER, B },
  { NULL, "orderid", PNR_FIELD_ORDER, B },
  { NULL, "order number", PNR_FIELD_ORDER, B },
  { NULL, "order no", PNR_FIELD_ORDER, B },
  { NULL, "order #", PNR_FIELD_ORDER, B },
  { NULL, "order key", PNR_FIELD_ORDER, B },
  { NULL, "order reference", PNR_FIELD_ORDER, B },
  { NULL, "order", PNR_FIELD_ORDER, B },
  { NULL, "invoiceno", PNR_FIELD_ORDER, B },
  { NULL, "invoice no", PNR_FIELD_ORDER, B },
  { NULL, "invoice number", PNR_FIELD_ORDER, B },
  { NULL, "invoice", PNR_FIELD_ORDER, B },
  { NULL, "transaction", PNR_FIELD_ORDER, B },
  { NULL, "transaction id", PNR_FIELD_ORDER, B },
  { NULL, "transactionid", PNR_FIELD_ORDER, B },
  { NULL, "transactionno", PNR_FIELD_ORDER, B },
  { NULL, "basket", PNR_FIELD_ORDER, B },
  { NULL, "basket id", PNR_FIELD_ORDER, B },
  { NULL, "receipt", PNR_FIELD_ORDER, B },
  { NULL, "receipt number", PNR_FIELD_ORDER, B },
  { NULL, "ticket", PNR_FIELD_ORDER, B },
  { NULL, "billno", PNR_FIELD_ORDER, B },
  { NULL, "bestellnummer", PNR_FIELD_ORDER, B },
  { NULL, "bestellung", PNR_FIELD_ORDER, B },
  { NULL, "auftrag", PNR_FIELD_ORDER, B },
  { NULL, "auftragsnummer", PNR_FIELD_ORDER, B },
  { NULL, "rechnungsnummer", PNR_FIELD_ORDER, B },
  { NULL, "belegnummer", PNR_FIELD_ORDER, B },
  { NULL, "bon", PNR_FIELD_ORDER, B },
  { NULL, "bonnummer", PNR_FIELD_ORDER, B },
  { NULL, "numéro de commande", PNR_FIELD_ORDER, B },
  { NULL, "commande", PNR_FIELD_ORDER, B },
  { NULL, "numero ordine", PNR_FIELD_ORDER, B },
  { NULL, "ordine", PNR_FIELD_ORDER, B },
  { NULL, "número de pedido", PNR_FIELD_ORDER, B },
  { NULL, "pedido", PNR_FIELD_ORDER, B },
  { NULL, "ordernummer", PNR_FIELD_ORDER, B },
  { NULL, "order date", PNR_FIELD_DATE, O },
  { NULL, "date", PNR_FIELD_DATE, O },
  { NULL, "datetime", PNR_FIELD_DATE, O },
  { NULL, "date time", PNR_FIELD_DATE, O },
  { NULL, "timestamp", PNR_FIELD_DATE, O },
  { NULL, "created at", PNR_FIELD_DATE, O },
  { NULL, "purchase date", PNR_FIELD_DATE, O },
  { NULL, "invoicedate", PNR_FIELD_DATE, O },
  { NULL, "invoice date", PNR_FIELD_DATE, O },
  { NULL, "transaction date", PNR_FIELD_DATE, O },
  { NULL, "datum", PNR_FIELD_DATE, O },
  { NULL, "bestelldatum", PNR_FIELD_DATE, O },
  { NULL, "rechnungsdatum", PNR_FIELD_DATE, O },
  { NULL, "fecha", PNR_FIELD_DATE, O },
  { NULL, "data", PNR_FIELD_DATE, O },
  { NULL, "time", PNR_FIELD_TIME, O },
  { NULL, "order time", PNR_FIELD_TIME, O },
  { NULL, "uhrzeit", PNR_FIELD_TIME, O },
  { NULL, "zeit", PNR_FIELD_TIME, O },
  { NULL, "customer id", PNR_FIELD_CUSTOMER, O },
  { NULL, "customerid", PNR_FIELD_CUSTOMER, O },
  { NULL, "customer number", PNR_FIELD_CUSTOMER, O },
  { NULL, "kundennummer", PNR_FIELD_CUSTOMER, O },
  { NULL, "kunden nr", PNR_FIELD_CUSTOMER, O },
  { NULL, "customer email", PNR_FIELD_CUSTOMER, O },
  { NULL, "email", PNR_FIELD_CUSTOMER, O },
  { NULL, "e mail", PNR_FIELD_CUSTOMER, O },
  { NULL, "billing email", PNR_FIELD_CUSTOMER, O },
  { NULL, "customer", PNR_FIELD_CUSTOMER, O },
  { NULL, "kunde", PNR_FIELD_CUSTOMER, O },
  { NULL, "client", PNR_FIELD_CUSTOMER, O },
  { NULL, "customer name", PNR_FIELD_CUSTOMER, O },
  { NULL, "customer group", PNR_FIELD_GROUP, O },
  { NULL, "customergroup", PNR_FIELD_GROUP, O },
  { NULL, "customer segment", PNR_FIELD_GROUP, O },
  { NULL, "kundengruppe", PNR_FIELD_GROUP, O },
  { NULL, "groupe client", PNR_FIELD_GROUP, O },
  { NULL, "group", PNR_FIELD_GROUP, O },
  { NULL, "gruppe", PNR_FIELD_GROUP, O },
  { NULL, "quantity", PNR_FIELD_QUANTITY, O },
  { NULL, "qty", PNR_FIELD_QUANTITY, O },
  { NULL, "units", PNR_FIELD_QUANTITY, O },
  { NULL, "menge", PNR_FIELD_QUANTITY, O },
  { NULL, "anzahl", PNR_FIELD_QUANTITY, O },
  { NULL, "stück", PNR_FIELD_QUANTITY, O },
  { NULL, "quantité", PNR_FIELD_QUANTITY, O },
  { NULL, "cantidad", PNR_FIELD_QUANTITY, O },
  { NULL, "quantità", PNR_FIELD_QUANTITY, O },
  { NULL, "aantal", PNR_FIELD_QUANTITY, O },
  { NULL, "unit price", PNR_FIELD_UNIT_PRICE, O },
  { NULL, "unitprice", PNR_FIELD_UNIT_PRICE, O },
  { NULL, "item price", PNR_FIELD_UNIT_PRICE, O },
  { NULL, "item cost", PNR_FIELD_UNIT_PRICE, O },
  { NULL, "einzelpreis", PNR_FIELD_UNIT_PRICE, O },
  { NULL, "stückpreis", PNR_FIELD_UNIT_PRICE, O },
  { NULL, "prix unitaire", PNR_FIELD_UNIT_PRICE, O },
  { NULL, "line total", PNR_FIELD_LINE_TOTAL, O },
  { NULL, "total price", PNR_FIELD_LINE_TOTAL, O },
  { NULL, "amount", PNR_FIELD_LINE_TOTAL, O },
  { NULL, "gesamtpreis", PNR_FIELD_LINE_TOTAL, O },
  { NULL, "zeilensumme", PNR_FIELD_LINE_TOTAL, O },
  { NULL, "betrag", PNR_FIELD_LINE_TOTAL, O },
  { NULL, "discount", PNR_FIELD_DISCOUNT, O },
  { NULL, "line discount", PNR_FIELD_DISCOUNT, O },
  { NULL, "rabatt", PNR_FIELD_DISCOUNT, O },
  { NULL, "cost total", PNR_FIELD_COST_TOTAL, O },
  { NULL, "total cost", PNR_FIELD_COST_TOTAL, O },
  { NULL, "promotion", PNR_FIELD_PROMOTION, O },
  { NULL, "promotion name", PNR_FIELD_PROMOTION, O },
  { NULL, "aktion", PNR_FIELD_PROMOTION, O },
  { NULL, "status", PNR_FIELD_STATUS, O },
  { NULL, "order status", PNR_FIELD_STATUS, O },
  { NULL, "bestellstatus", PNR_FIELD_STATUS, O },
  { NULL, "currency", PNR_FIELD_CURRENCY, B },
  { NULL, "order currency", PNR_FIELD_CURRENCY, B },
  { NULL, "währung", PNR_FIELD_CURRENCY, B },
  { NULL, "store id", PNR_FIELD_STORE, O },
  { NULL, "store", PNR_FIELD_STORE, O },
  { NULL, "filiale", PNR_FIELD_STORE, O },
  { NULL, "channel", PNR_FIELD_CHANNEL, O },
  { NULL, "kanal", PNR_FIELD_CHANNEL, O },
};

#undef C
#undef O
#undef B

static const char *const no_lines =
    N_ ("This is a list of orders without the products in them. Export the order lines, one row "
        "per product sold, and import that file.");

/* "plain" corrects nothing and "table" is everybody else's. */
static const PnrImportProfile profiles[] = {
  { "shopify-orders", "lineitem quantity|lineitem name", NULL, TRUE, TRUE },
  { "shopify-products", "option1 name|option1 value", NULL, TRUE, TRUE },
  { "woocommerce-products", "regular price|published", NULL, TRUE, TRUE },
  { "woocommerce-products", "regulärer preis|veröffentlicht", NULL, TRUE, TRUE },
  { "woocommerce-orders", "order number|item cost", NULL, TRUE, TRUE },
  { "woocommerce-analytics", "product(s)|items sold", NULL, TRUE, TRUE },
  { "line-items", "line item 1", NULL, TRUE, TRUE },
  { "line-items", "order item 1", NULL, TRUE, TRUE },
  { "odoo-orders", "order lines product", NULL, TRUE, TRUE },
  { "odoo-orders", "order line product id", NULL, TRUE, TRUE },
  { "magento-orders", "purchase date|grand total (base)", no_lines, TRUE, FALSE },
  { "prestashop-orders", "new client|payment", no_lines, TRUE, FALSE },
  { "online-retail", "stockcode|invoiceno", NULL, TRUE, FALSE },
  { "online-retail", "stockcode|invoice", NULL, TRUE, FALSE },
  { "foodmart-sales", "unit sales|store sales", NULL, TRUE, FALSE },
  { "plain", NULL, NULL, FALSE, FALSE },
  { "table", NULL, NULL, FALSE, FALSE },
};

static const char *const field_names[] = {
  NULL,       "sku",        "external_id", "name",      "category", "brand",      "price",
  "cost",     "stock",      "weight",      "kind",      "order",    "date",       "time",
  "customer", "group",      "item",        "item_name", "quantity", "unit_price", "line_total",
  "discount", "cost_total", "promotion",   "status",    "currency", "parent",     "sale_price",
  "size",     "published",  "visibility",  "tax_class", "image",    "cancelled",  "store",
  "day",      "category",   "category",    "category",  "line",     "lines",      "channel",
  "handle",
};

G_STATIC_ASSERT (G_N_ELEMENTS (field_names) == PNR_FIELD_LAST + 1);

const char *
pnr_import_field_get_name (PnrImportField field)
{
  return field_names[field];
}

/* Only what "--map" offers. */
PnrImportField
pnr_import_field_from_name (const char *name)
{
  for (int i = 1; i <= PNR_FIELD_LAST_MAPPABLE; i++) {
    if (strcmp (field_names[i], name) == 0)
      return (PnrImportField) i;
  }
  return PNR_FIELD_NONE;
}

gboolean
pnr_import_field_is_number (PnrImportField field)
{
  switch (field) {
  case PNR_FIELD_PRICE:
  case PNR_FIELD_SALE_PRICE:
  case PNR_FIELD_COST:
  case PNR_FIELD_STOCK:
  case PNR_FIELD_WEIGHT:
  case PNR_FIELD_QUANTITY:
  case PNR_FIELD_UNIT_PRICE:
  case PNR_FIELD_LINE_TOTAL:
  case PNR_FIELD_DISCOUNT:
  case PNR_FIELD_COST_TOTAL:
    return TRUE;
  default:
    return FALSE;
  }
}

/* What rows of orders, or of products, are asked for. */
gboolean
pnr_import_field_is_read (PnrImportField field, gboolean of_orders)
{
  switch (field) {
  case PNR_FIELD_CATEGORY:
  case PNR_FIELD_BRAND:
  case PNR_FIELD_STOCK:
  case PNR_FIELD_WEIGHT:
  case PNR_FIELD_KIND:
  case PNR_FIELD_PARENT:
    return !of_orders;
  case PNR_FIELD_ORDER:
  case PNR_FIELD_DATE:
  case PNR_FIELD_TIME:
  case PNR_FIELD_CUSTOMER:
  case PNR_FIELD_GROUP:
  case PNR_FIELD_QUANTITY:
  case PNR_FIELD_LINE_TOTAL:
  case PNR_FIELD_DISCOUNT:
  case PNR_FIELD_COST_TOTAL:
  case PNR_FIELD_PROMOTION:
  case PNR_FIELD_STATUS:
    return of_orders;
  default:
    return TRUE;
  }
}

/**
 * pnr_import_header_fold:
 * @header: a column's header
 *
 * Some shop plug-ins begin headers with a Cyrillic С, which nobody sees.
 *
 * Returns: (transfer full): the header for comparison
 */
char *
pnr_import_header_fold (const char *header)
{
  g_autofree char *folded = pnr_text_fold (header);
  g_autoptr (GString) text = g_string_new (folded);

  g_string_replace (text, "\xd1\x81", "c", 0);
  return g_strdup (text->str);
}

const PnrImportProfile *
pnr_import_profile_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (profiles); i++) {
    if (strcmp (profiles[i].name, name) == 0)
      return &profiles[i];
  }
  return NULL;
}

static gboolean
has_all_tells (const PnrImportProfile *profile, const char *const *folded_headers)
{
  g_auto (GStrv) tells = profile->tells != NULL ? g_strsplit (profile->tells, "|", -1) : NULL;

  if (tells == NULL)
    return FALSE;
  for (char **tell = tells; *tell != NULL; tell++) {
    if (!g_strv_contains (folded_headers, *tell))
      return FALSE;
  }
  return TRUE;
}

const PnrImportProfile *
pnr_import_profile_detect (const char *const *folded_headers)
{
  for (gsize i = 0; i < G_N_ELEMENTS (profiles); i++) {
    if (has_all_tells (&profiles[i], folded_headers))
      return &profiles[i];
  }
  return pnr_import_profile_find ("table");
}

/* "Weight (kg)": the unit is not part of the name. */
static gboolean
is_weight (const char *folded_header)
{
  return g_str_has_prefix (folded_header, "weight (")
         || g_str_has_prefix (folded_header, "gewicht (");
}

/**
 * pnr_import_field_from_header:
 * @profile: who wrote the file
 * @of_orders: whether its rows are orders rather than products
 * @folded_header: a header
 * @priority: (out): smaller is more certain
 *
 * Returns: what the column means
 */
PnrImportField
pnr_import_field_from_header (const PnrImportProfile *profile, gboolean of_orders,
                              const char *folded_header, guint *priority)
{
  guint8 scope = of_orders ? 2 : 1;

  *priority = 0;
  if (strcmp (profile->name, "line-items") == 0
      && (g_str_has_prefix (folded_header, "line item ")
          || g_str_has_prefix (folded_header, "order item ")))
    return PNR_FIELD_LINE_CELL;
  if (!of_orders && is_weight (folded_header))
    return PNR_FIELD_WEIGHT;
  for (guint i = 0; i < G_N_ELEMENTS (aliases); i++) {
    const Alias *alias = &aliases[i];

    *priority = i;
    if (alias->profile == NULL ? profile->knows_all_columns
                               : strcmp (alias->profile, profile->name) != 0)
      continue;
    if ((alias->scope & scope) != 0 && strcmp (alias->header, folded_header) == 0)
      return alias->field;
  }
  return PNR_FIELD_NONE;
}
