namespace Clinic.ServiceDefaults;

/// <summary>
/// A kind of work that waits for somebody, declared as a static field beside the noun it is about. Items of it are made and ended by
/// <see cref="WorkItems"/>, or by <see cref="WaitingWorks.KeepWork"/> where the state of a noun says it all.
/// </summary>
/// <param name="Code">Service, noun and what is asked, as <c>registration-visit.collection</c>; never changed once published.</param>
/// <param name="SettledBy">The act that ends it, by the name of its class: <c>AcceptHandOff</c>.</param>
/// <param name="Subject">What the item's subject is, in one word or two: <c>visit</c>.</param>
/// <param name="Needs">Who may do it: whoever holds this at the branch of the item, when it waits for no single person.</param>
public sealed record WorkKind(string Code, string SettledBy, string Subject, Permission Needs)
{
    /// <summary>All kinds declared in an assembly as static fields.</summary>
    public static IReadOnlyList<WorkKind> In(Assembly assembly) =>
        [
            .. assembly
                .GetTypes()
                .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
                .Where(field => field.FieldType == typeof(WorkKind))
                .Select(field => (WorkKind)field.GetValue(null)!)
                .OrderBy(kind => kind.Code, StringComparer.Ordinal),
        ];
}
