(function(){
"use strict";
document.querySelectorAll(".lots[data-open]").forEach(function(lots){
  var all=lots.querySelectorAll("details.lot,details.month"),button=document.createElement("button");
  if(all.length<2)return;
  button.type="button";button.className="openall";
  function closed(){return [].some.call(all,function(d){return !d.open;});}
  function name(){button.textContent=closed()?lots.dataset.open:lots.dataset.close;}
  button.addEventListener("click",function(){var open=closed();all.forEach(function(d){d.open=open;});name();});
  all.forEach(function(d){d.addEventListener("toggle",name);});
  name();lots.prepend(button);
});
function unfold(){
  var target=location.hash.length>1&&document.getElementById(location.hash.slice(1));
  for(var e=target;e;e=e.parentElement)if(e.localName==="details")e.open=true;
  if(target)target.scrollIntoView();
}
addEventListener("hashchange",unfold);unfold();
addEventListener("beforeprint",function(){document.querySelectorAll("details.print-open:not([open])").forEach(function(d){d.open=true;d.dataset.printed="1";});});
addEventListener("afterprint",function(){document.querySelectorAll("details[data-printed]").forEach(function(d){d.open=false;delete d.dataset.printed;});});
})();
