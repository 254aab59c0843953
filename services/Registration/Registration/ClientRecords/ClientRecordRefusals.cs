using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.ClientRecords.FrontPages;
using Clinic.Registration.WholeRecord;

namespace Clinic.Registration.ClientRecords;

/// <summary>What the acts of this area refuse.</summary>
public static class ClientRecordRefusals
{
    /// <summary>One chart per identity card and branch.</summary>
    public static readonly Refusal ClientHasChart = new(
        "client-has-chart",
        "A client with this identity number already has a chart here; search for it."
    );

    /// <summary>Nobody is born tomorrow, nor in the nineteenth century.</summary>
    public static readonly Refusal BirthDateImpossible = new Refusal(
        "birth-date-impossible",
        "The birth date lies in the future or too far in the past.",
        400
    ).About("birthDate");

    /// <summary>A number that names a day to come was made up.</summary>
    public static readonly Refusal DocumentOfUnborn = new Refusal(
        "document-of-unborn",
        "The birth date in the number of the document is still to come; read the number again.",
        400
    ).About("idNumber");

    /// <summary>R-320: page and document say the same, or whoever saw both says why not.</summary>
    public static Refusal DocumentContradictsPage(IReadOnlyCollection<PageMismatch> mismatches) =>
        new Refusal(
            "document-contradicts-page",
            "The number of the document says otherwise than the page: correct what is wrong, or say with mismatchReason why both are right."
        ).About(mismatches.Select(mismatch => mismatch == PageMismatch.Sex ? "sex" : "birthDate"));

    /// <summary>A search names exactly one thing to look for.</summary>
    public static readonly Refusal SearchNeedsOneKey = new(
        "search-needs-one-key",
        "Search by visit card, phone, its last four digits, identity number or name, by one of them.",
        400
    );

    /// <summary>R-107: who is not at the desk finds only whom they know for certain.</summary>
    public static readonly Refusal SearchNeedsExactKey = new(
        "search-needs-exact-key",
        "Search by the whole phone number, by visit card, or by the number of a document together with the name, by one of them.",
        400
    );

    /// <summary>The beginning of a name has two letters, or one Chinese character, at least.</summary>
    public static readonly Refusal SearchTooShort = new Refusal(
        "search-too-short",
        "Search for at least two letters, or one Chinese character, of the name.",
        400
    ).About("name");

    /// <summary>Somebody known may be meant; the answer shows who, and the desk says who is somebody else.</summary>
    public static readonly Refusal ClientMayBeKnown = new(
        "client-may-be-known",
        "Look at the candidates: use the chart of the same person, or name all of them as other people."
    );

    /// <summary>R-103, R-320: what a front page lacks is asked for before there is a chart.</summary>
    public static Refusal FrontPageIncomplete(IEnumerable<PageField> missing) =>
        new("front-page-incomplete", $"Ask for what the front page lacks: {string.Join(", ", missing)}.");

    /// <summary>A front page that became a chart, or was put away, is not written on any more.</summary>
    public static readonly Refusal FrontPageEnded = new("front-page-ended", "This front page became a chart or was put away.");

    /// <summary>Either the number was read off the card, or there is a reason why not.</summary>
    public static readonly Refusal CardShownOrNot = new Refusal(
        "card-shown-or-not",
        "Give the identity number, or why no card was shown, not both.",
        400
    ).About("noIdCard");

    /// <summary>R-106: nothing of a client goes out without the client's written consent to it.</summary>
    public static readonly Refusal DisclosureNeedsConsent = new(
        "disclosure-needs-consent",
        "The client has not agreed to this in writing, or took it back."
    );

    /// <summary>R-106: the consent says what may go out.</summary>
    public static readonly Refusal DisclosureBeyondConsent = new(
        "disclosure-beyond-consent",
        "The client's consent does not cover all of this."
    );

    /// <summary>A consent to a disclosure says to whom and what; any other says neither.</summary>
    public static readonly Refusal ConsentExtent = new(
        "consent-extent",
        "Name recipient and extent of a disclosure, and only of a disclosure.",
        400
    );

    /// <summary>A second consent to the same changes nothing; it is taken back before another is filed.</summary>
    public static readonly Refusal ConsentStands = new("consent-stands", "A consent to this stands already.");

    /// <summary>Nobody is enrolled who does not want to be contacted.</summary>
    public static readonly Refusal MemberNeedsConsent = new(
        "member-needs-consent",
        "File the client's consent to care or marketing first."
    );

    /// <summary>One membership at a time.</summary>
    public static readonly Refusal AlreadyMember = new("already-member", "This client is a member already.");

    /// <summary>A membership that is over stays as it is; the client may enrol again.</summary>
    public static readonly Refusal MembershipEnded = new("membership-ended", "This membership is over.");

    /// <summary>Two levels of a branch may not share a code.</summary>
    public static readonly Refusal LevelCodeTaken = new("level-code-taken", "Another level of this branch already has this code.");

    /// <summary>Data for third parties go by consent of each client, never by a campaign.</summary>
    public static readonly Refusal CampaignIsNoDisclosure = new("campaign-is-no-disclosure", "A campaign is care or marketing.", 400);

    /// <summary>Nothing can come of what was not sent.</summary>
    public static readonly Refusal CampaignNotSent = new("campaign-not-sent", "Send the campaign first.");

    /// <summary>A-39: nobody writes on the front page of a person nobody can name.</summary>
    public static readonly Refusal ClientForgotten = new("client-forgotten", "This client was made unknown; register the person anew.");

    /// <summary>A merged client has no visits of their own.</summary>
    public static readonly Refusal ClientIsMerged = new(
        "client-merged",
        "This client was merged into another; use the record it was merged into."
    );

    /// <summary>One chart cannot be merged with itself or with one of another branch.</summary>
    public static readonly Refusal MergeImpossible = new("merge-impossible", "Only two charts of one branch are merged.", 400);

    /// <summary>An amount is not negative and exact to the cent.</summary>
    public static readonly Refusal ChargeImpossible = new(
        "charge-impossible",
        "The charge is not negative, has at most two decimals and a three-letter currency.",
        400
    );

    /// <summary>Which broken constraint of the database means which refusal.</summary>
    internal static readonly IReadOnlyDictionary<string, Refusal> ByConstraint = new Dictionary<string, Refusal>
    {
        [ClientRecordTables.IdNumberOnce] = ClientHasChart,
        [WholeRecordTables.MergedOnce] = ClientIsMerged,
        [ClientRecordTables.ConsentOnce] = ConsentStands,
        [ClientRecordTables.MemberOnce] = AlreadyMember,
        [ClientRecordTables.LevelCodeOnce] = LevelCodeTaken,
    };
}
