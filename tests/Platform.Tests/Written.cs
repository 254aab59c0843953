using System.Reflection;
using Clinic.TestSupport;

namespace Clinic.Platform.Tests;

/// <summary>
/// What <see cref="CanaryStory"/> has people type: one canary for each kind of text about a person that the platform takes. Plain letters
/// and blanks, so that an answer holds them as they were typed.
/// </summary>
static class Written
{
    /// <summary>The day on which the client of the story was born.</summary>
    public static readonly DateOnly Born = new(1988, 5, 17);

    // Registration: the front page. Names are called out and searched by their beginning, so they and occupations stand clear.
    public static readonly Canary ClientName = new("Corvina Aldringham", "registration.client"),
        Occupation = new("falconry teacher", "registration.client"),
        ClientPhone = new("+8613900570001"),
        ClientDocument = new(IdentityCards.Mainland(Born, isMale: false, number: 57)),
        ClientAddress = new("57 Quillfeather Lane"),
        PageAddress = new("58 Marrowbone Alley"),
        PagePhone = new("+8613900570005");

    // Registration: reasons of acts outside of the chart stand clear.
    public static readonly Canary Recipient = new("Harrow and Pike Insurance"),
        Purpose = new("the claim of the spring accident", "registration.disclosure"),
        Unmasked = new("the pharmacy asked for a lost recipe", "registration.unmasking");

    // Registration: the chart, and what is written beside it.
    public static readonly Canary ChiefComplaint = new("a humming behind the left ear"),
        Basis = new("dizzy for more than a week"),
        History = new("measles at the age of nine"),
        Examination = new("tooth 36 tender when tapped"),
        Plan = new("a crown for tooth 36"),
        Order = new("rinsed twice with salt water") { IsShown = false },
        Reaction = new("squeezed the armrest") { IsShown = false },
        Observation = new("pale but smiling"),
        CautionBefore = new("nothing sour since the morning"),
        CautionDuring = new("lift the left hand"),
        CautionAfter = new("no walnuts for a fortnight"),
        CareNote = new("afraid of the drill since childhood"),
        ChartFinding = new("the allergy stands on the wrong page");

    // Escort: the file of an engagement.
    public static readonly Canary InquiryName = new("Peregrine Fosdyke"),
        InquiryPhone = new("+8613900570002"),
        Need = new("company to the ear clinic"),
        Question = new("may the parrot come along"),
        Content = new("from the garden gate and back"),
        Place = new("9 Lanternjaw Street"),
        SpecialNeed = new("hears only on the right"),
        Agreed = new("from the garden gate, by taxi both ways"),
        Basics = new("lives with a blind dog"),
        Care = new("leans on a walnut cane"),
        Health = new("fell twice in the winter"),
        Hospital = new("the old wing behind the fountain"),
        Route = new("second lift, then past the aquarium"),
        StepNote = new("the pharmacy had run out of drops") { IsShown = false },
        Note = new("asked three times for water"),
        Alarm = new("dizzy on the stairs"),
        Outcome = new("sat down and then went on"),
        Caution = new("no stairs until sunday"),
        Summary = new("came home before the rain"),
        Problem = new("the wheelchair squeaked"),
        Feedback = new("liked the green bench"),
        Praise = new("would go with him again");

    // Feedback: complaint, call and survey.
    public static readonly Canary Complainer = new("Lavinia Thornbury"),
        Contact = new("+8613900570003"),
        Matter = new("kept waiting beside the broken heater"),
        Comfort = new("a cup of barley tea"),
        FirstAnswer = new("somebody rings back before noon"),
        Facts = new("the tram stood still for an hour"),
        Remedy = new("a free second visit"),
        Opinion = new("the anger is easy to understand"),
        Result = new("told of the second visit"),
        ResultReaction = new("laughed about the tram"),
        SatisfiedWords = new("all is well that ends well"),
        Measure = new("a timetable beside the door"),
        Evidence = new("a picture of the timetable"),
        Tracked = new("came back with her sister"),
        Closing = new("a late tram and no call"),
        Preventive = new("ring up when the tram stands"),
        Survey = new("nobody said where to sit"),
        Recovery = new("the ear hums no more"),
        CallQuestion = new("may she swim again"),
        CallOpinion = new("the chairs are too low");

    // Training and Payroll. Amounts of pay are summed by SQL, so they stand clear.
    public static readonly Canary PracticalNotes = new("hands trembled at the ramp") { IsShown = false },
        CorrectionReason = new("the points were added up wrongly"),
        Mobile = new("+8613900570004"),
        Salary = new("4711.13", "payroll.pay_term payroll.payslip payroll.payslip_line"),
        GradeReason = new("speaks four dialects now"),
        LeaveReason = new("an operation of the knee") { IsShown = false },
        Account = new("left the client at the tram"),
        Statement = new("the phone battery was empty"),
        DecisionReason = new("heard for the first time");

    // The gateway: why somebody has a role besides that of the post stands clear.
    public static readonly Canary GrantReason = new("stands at the door while Mia is away", "identity.role_grant");

    // Typed where nothing of it is kept.
    public static readonly Canary SearchedName = new("Zephyrine") { IsShown = false },
        SearchedInAddress = new("Underwoodville") { IsShown = false },
        TypedAsLogin = new("quarrelsome-heron-57") { IsShown = false },
        RefusedPhone = new("five five seven nine") { IsShown = false },
        TypedAsPath = new("Wilhelmina-Underhill") { IsShown = false };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Canary> All { get; } =
    [.. typeof(Written).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).OfType<Canary>()];
}
