namespace Clinic.ServiceDefaults;

/// <summary>
/// On an id in an answer: it is that of a member of staff, and the answer says beside it who that is. <c>DoctorId</c> gets a neighbour
/// <c>doctor</c> with id, working name and post; a list <c>DoctorIds</c> gets <c>doctors</c>; an id named <c>TakenBy</c> gets
/// <c>takenByPerson</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class EmployeeAttribute : Attribute;

/// <summary>
/// On an id in an answer: it is that of a branch, a department or a room, and the answer says beside it what that is called.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class PlaceAttribute : Attribute;
